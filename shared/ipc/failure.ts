// The failures of a folder are those of every call, so they are declared where the folder is.
export { failureSchema, type Failure, type FailureCode } from '../project/failure.ts';

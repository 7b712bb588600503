import type { AgreementReport } from '../../../shared/agreement/compute-agreement.ts';
import type { ResponseId } from '../../../shared/domain/ids.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { Origin } from '../../../shared/domain/response.ts';
import type { AgreementCondition } from '../../../shared/stats/classify-agreement.ts';
import type { Interval } from '../../../shared/stats/interval.ts';
import type { JobTypes } from './job.ts';

/** The coefficients, how certain alpha is, and which sentence that allows. */
export interface AgreementFindings {
  readonly report: AgreementReport;
  readonly alphaInterval: Interval;
  readonly condition: AgreementCondition;
}

export interface AgreementJob extends JobTypes {
  readonly input: {
    readonly judgments: readonly Judgment[];
    readonly responses: readonly { readonly id: ResponseId; readonly origin: Origin }[];
  };
  readonly progress: never;
  readonly output: AgreementFindings;
  readonly questions: Readonly<Record<string, never>>;
}

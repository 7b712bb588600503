import fc from 'fast-check';

/**
 * Property tests draw the same cases on every run, so that a change is judged by what it changes. With
 * `PROPERTY_SEED=random` (or a number) they draw others: that is how new counterexamples are looked for, and each one
 * found stays as a test of its own.
 */
const wanted = process.env['PROPERTY_SEED'];
if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? 20_261_121 : Number(wanted) });

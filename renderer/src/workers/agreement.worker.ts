import { alphaBootstrap } from '../../../shared/agreement/alpha-bootstrap.ts';
import { computeAgreement } from '../../../shared/agreement/compute-agreement.ts';
import { classifyAgreement } from '../../../shared/stats/classify-agreement.ts';
import type { AgreementJob } from './agreement-job.ts';
import { serveJob } from './serve-job.ts';

serveJob<AgreementJob>(self, (input) => {
  const report = computeAgreement(input);
  const { interval } = alphaBootstrap(input);
  return Promise.resolve({
    report,
    alphaInterval: interval,
    condition: classifyAgreement(report.krippendorffAlpha, interval),
  });
});

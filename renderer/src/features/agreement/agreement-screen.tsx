import { useEffect, useState } from 'react';
import type { RaterId } from '../../../../shared/domain/ids.ts';
import type { Measured } from '../../../../shared/stats/measured.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table } from '../../ui/table.tsx';
import { type Translation, useTranslation } from '../../ui/translation.tsx';
import type { AgreementFindings } from '../../workers/agreement-job.ts';
import styles from './agreement-screen.module.css';
import { Disagreements } from './disagreements.tsx';

/** How far raters agree, in words first, and where they do not. */
export function AgreementScreen() {
  const translation = useTranslation();
  const { translate, numbers } = translation;
  const workspace = useWorkspace();
  const version = useAppState((state) => state.projectVersion);
  const [findings, setFindings] = useState<AgreementFindings>();
  const [showsNames, setShowsNames] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void workspace.computeAgreement().then((found) => {
      if (isCurrent) setFindings(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [workspace, version]);

  if (!findings) return <p className={styles['working']}>{translate('app.working')}</p>;
  const { report, alphaInterval, condition } = findings;
  if (report.unitsWithTwo === 0) {
    return (
      <div className={styles['screen']}>
        <EmptyState title={translate('agreement.empty.title')}>
          {translate('agreement.empty.body')}
        </EmptyState>
      </div>
    );
  }
  const nameOf = createRaterNames(
    translation,
    workspace.project?.store.manifest().raters ?? [],
    findings,
    showsNames,
  );
  return (
    <div className={styles['screen']}>
      <h1>{translate('agreement.title')}</h1>
      <p data-testid="agreement-coverage">
        {translate('agreement.coverage', {
          raters: translate('count.raters', { count: report.raters }),
          shared: report.unitsWithTwo,
          units: report.units,
          perPair: numbers.coefficient(report.judgments / report.units),
        })}{' '}
        {translate('agreement.coverage.basis', { count: report.unitsWithTwo })}
      </p>
      <div className={styles['figures']}>
        <Figure
          title={translate('agreement.percent')}
          value={say(translation, report.percentAgreement, numbers.percent)}
          sentence={
            report.percentAgreement.kind === 'value'
              ? translate('agreement.headline', { percent: numbers.percent(report.percentAgreement.value) })
              : undefined
          }
          testId="percent-agreement"
        />
        <Figure
          title={translate('agreement.alpha')}
          value={
            report.krippendorffAlpha.kind === 'value' && alphaInterval.kind === 'interval'
              ? translate('agreement.alpha.interval', {
                  value: numbers.coefficient(report.krippendorffAlpha.value),
                  low: numbers.coefficient(alphaInterval.low),
                  high: numbers.coefficient(alphaInterval.high),
                })
              : say(translation, report.krippendorffAlpha, numbers.coefficient)
          }
          sentence={
            condition === 'probably_good'
              ? translate('agreement.sentence.probably_good', { units: report.unitsWithTwo })
              : translate(`agreement.sentence.${condition}`)
          }
          testId="krippendorff-alpha"
        />
      </div>
      <p className={styles['hint']}>{translate('agreement.explain')}</p>
      <div className={styles['head']}>
        <h2>{translate('agreement.kappa')}</h2>
        <Button
          look="quiet"
          onClick={() => {
            setShowsNames(!showsNames);
          }}
        >
          {translate(showsNames ? 'agreement.names.hide' : 'agreement.names.show')}
        </Button>
      </div>
      <div
        className={styles['kappas']}
        role="region"
        aria-label={translate('agreement.kappa')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls only what has the focus
        tabIndex={0}
      >
        <Table
          caption={translate('agreement.kappa')}
          hideCaption
          rows={report.cohenKappa.toSorted((left, right) => right.n - left.n)}
          rowKey={({ raterA, raterB }) => `${raterA} ${raterB}`}
          columns={[
            {
              key: 'raters',
              header: translate('agreement.column.raters'),
              isRowHeader: true,
              cell: ({ raterA, raterB }) =>
                translate('agreement.kappa.raters', { first: nameOf(raterA), second: nameOf(raterB) }),
            },
            {
              key: 'n',
              header: translate('agreement.column.n'),
              align: 'end',
              cell: ({ n }) => numbers.count(n),
            },
            {
              key: 'value',
              header: translate('agreement.column.value'),
              align: 'end',
              cell: ({ kappa }) => (
                <span className={kappa.kind === 'value' ? undefined : styles['hint']}>
                  {say(translation, kappa, numbers.coefficient)}
                </span>
              ),
            },
          ]}
        />
      </div>
      <Disagreements disagreements={report.disagreements} nameOf={nameOf} showsNames={showsNames} />
    </div>
  );
}

function Figure(props: {
  readonly title: string;
  readonly value: string;
  readonly sentence: string | undefined;
  readonly testId: string;
}) {
  return (
    <section className={styles['figure']} aria-label={props.title} data-testid={props.testId}>
      <h2>{props.title}</h2>
      <p className={styles['value']}>{props.value}</p>
      {props.sentence !== undefined && <p>{props.sentence}</p>}
    </section>
  );
}

function say({ translate }: Translation, measured: Measured, format: (value: number) => string): string {
  return measured.kind === 'value'
    ? format(measured.value)
    : translate('agreement.undefinedBecause', {
        reason: translate(`agreement.undefined.${measured.reason}`),
      });
}

/** Names of raters, or numbers as long as names are hidden. */
function createRaterNames(
  { translate }: Translation,
  raters: readonly { readonly id: RaterId; readonly name: string }[],
  { report }: AgreementFindings,
  showsNames: boolean,
): (id: RaterId) => string {
  const ids = [...new Set(report.cohenKappa.flatMap(({ raterA, raterB }) => [raterA, raterB]))].toSorted();
  const known = new Map(raters.map(({ id, name }) => [id, name]));
  return (id) =>
    (showsNames ? known.get(id) : undefined) ?? translate('agreement.rater', { number: ids.indexOf(id) + 1 });
}

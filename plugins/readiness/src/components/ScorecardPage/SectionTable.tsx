/** A section of a scorecard: each item with how strictly it is meant, and where its evidence comes from. */
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useTheme } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import type {
  Scorecard,
  ScorecardEvidence,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useNow, useReadinessTranslation } from '../../hooks';
import { checkLink } from '../../links';
import { toneColors } from '../../model/tones';
import { rootRouteRef } from '../../routes';
import { NamedClaim } from '../Claim';
import { DataTable } from '../DataTable';
import { EnforcementText, useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';
import { causeKey, gapsOfCheck } from './gaps';
import type { CheckEvidence, Item } from './gaps';

export interface SectionTableProps {
  section: Scorecard['sections'][number];
  /** Absent until it is known. */
  evidence?: ScorecardEvidence;
}

export const SectionTable = ({ section, evidence }: SectionTableProps) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const now = useNow();
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {section.title}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('scorecards.items', { count: section.items.length })}
        </Typography>
        {section.claim && <NamedClaim claim={section.claim} />}
      </div>
      <DataTable
        caption={t('scorecard.caption', { section: section.title })}
        rows={section.items}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'item',
            label: t('scorecard.item'),
            render: item => (
              <>
                {item.text}
                <div className={classes.quiet}>
                  {item.id}
                  {item.claim && (
                    <>
                      {' · '}
                      <q>{item.claim}</q>
                    </>
                  )}
                </div>
              </>
            ),
            grow: true,
          },
          {
            id: 'severity',
            label: t('scorecard.severity'),
            render: item => t(`severity.${item.severity}`),
          },
          {
            id: 'enforcement',
            label: t('scorecard.enforcement'),
            render: ({ enforcement }) => (
              <EnforcementText enforcement={enforcement} now={now} />
            ),
          },
          {
            id: 'evidence',
            label: t('scorecard.evidence'),
            render: item => <Evidence item={item} evidence={evidence} />,
            grow: true,
          },
        ]}
      />
    </Panel>
  );
};

const Evidence = ({
  item,
  evidence,
}: {
  item: Item;
  evidence?: ScorecardEvidence;
}) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const root = useRouteRef(rootRouteRef)();
  if (item.view) return <>{t('scorecard.computed')}</>;
  return (
    <>
      {item.checks.map(({ check }) => {
        const known = evidence?.checks.find(({ id }) => id === check);
        return (
          <div key={check}>
            <Link to={checkLink(root, check)}>{known?.title ?? check}</Link>
            {known && <Sources check={known} />}
            <Gaps check={check} known={known} evidence={evidence} />
          </div>
        );
      })}
      {item.notEvaluated && (
        <div className={classes.quiet}>
          {t('definition.notEvaluated', { reason: item.notEvaluated })}
        </div>
      )}
    </>
  );
};

/** `Kubernetes: poddisruptionbudgets.policy, else attestation`. */
const Sources = ({ check }: { check: CheckEvidence }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.quiet}>
      {check.evidence.map(({ kind, each = '', reads, reportType }, index) => {
        const subject = each.includes('.') ? [each] : [];
        const what = reportType ?? [...subject, ...reads].join(', ');
        return (
          <Fragment key={index}>
            {index > 0 && `, ${t('scorecard.then')} `}
            {t(`evidence.${kind}`)}
            {what && `: ${what}`}
          </Fragment>
        );
      })}
    </div>
  );
};

const Gaps = ({
  check,
  known,
  evidence,
}: {
  check: string;
  known?: CheckEvidence;
  evidence?: ScorecardEvidence;
}) => {
  const { t } = useReadinessTranslation();
  if (known && !known.granted) {
    return <Warning>{t('scorecard.notGranted')}</Warning>;
  }
  return (
    <>
      {gapsOfCheck(evidence?.gaps ?? [], check).map(gap => (
        <Warning key={`${gap.resource}|${gap.cause}`}>
          {t('scorecard.notReadOn', { clusters: gap.clusters.join(', ') })}:{' '}
          {gap.resource}, {t(`scorecard.gap.${causeKey(gap)}`)}
        </Warning>
      ))}
    </>
  );
};

const Warning = ({ children }: { children: ReactNode }) => {
  const classes = useDefinitionStyles();
  const theme = useTheme();
  return (
    <div className={classes.warning}>
      <WarningIcon
        aria-hidden
        style={{ color: toneColors(theme, 'open').main }}
      />
      <span>{children}</span>
    </div>
  );
};

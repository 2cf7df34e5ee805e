/** One thing that is asked of people or tools: what, of whom, for how long, and what stands now. */
import AssignmentTurnedInIcon from '@material-ui/icons/AssignmentTurnedIn';
import DescriptionIcon from '@material-ui/icons/DescriptionOutlined';
import HowToRegIcon from '@material-ui/icons/HowToReg';
import type {
  ApprovalView,
  Ask,
  AttestationView,
  ItemView,
  ReportView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { durationText } from '../../model/ends';
import type { T } from '../../model/sentences';
import { byStanding } from '../../model/words';
import { useDecisions } from '../Decisions';
import type { DecisionsContext } from '../Decisions';
import { useLocale } from '../RelativeTime';
import { Whoever } from '../Who';
import { Actions } from './Actions';
import type { Action } from './Actions';
import { ApprovalWord, AttestationWord, ReportWord } from './words';
import { SendReport } from './SendReport';
import { FactLine } from './Word';
import { WordList } from './WordList';
import { usePeopleStyles } from './styles';

export interface AskPartProps {
  item: ItemView;
  ask: Ask;
  now: number;
}

const ICONS = {
  attestation: AssignmentTurnedInIcon,
  approval: HowToRegIcon,
  report: DescriptionIcon,
};

export const AskPart = ({ item, ask, now }: AskPartProps) => {
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const decisions = useDecisions();
  const textOf = decisions?.textOf ?? (id => id);
  const Icon = ICONS[ask.kind];
  return (
    <div className={classes.part}>
      <div className={classes.head}>
        <h6 className={classes.kind}>
          <Icon aria-hidden />
          {t(`asked.${ask.kind}`)}
        </h6>
        {decisions && (
          <Actions
            actions={actionsOf(t, item, ask, decisions)}
            whyNot={ask.mayGive ? undefined : ask.whyNot ?? t('people.mayNot')}
            end
          />
        )}
      </div>
      {ask.statement && (
        <blockquote className={classes.quote}>{ask.statement}</blockquote>
      )}
      <FactLine
        facts={[
          [
            t('people.by'),
            ask.by.length > 0 ? <Whoever refs={ask.by} /> : undefined,
          ],
          [t('people.reportType'), ask.reportType],
          [t('people.holds'), holdsFor(t, ask, locale)],
          [
            t('people.lapsesOn'),
            lapses(ask)
              .map(one => t(`people.${one}`))
              .join(t('waits.or')),
          ],
          [t('people.step'), ask.step === undefined ? '' : String(ask.step)],
          [t('people.waitsFor'), ask.waitsFor?.map(textOf).join(', ')],
        ]}
      />
      {ask.linkRequired && <div>{t('people.linkRequired')}</div>}
      <Said item={item} kind={ask.kind} reportType={ask.reportType} now={now} />
      {ask.kind === 'report' && decisions && ask.reportType && (
        <SendReport
          entityRef={decisions.gate.entityRef}
          type={ask.reportType}
          whyNot={ask.mayGive ? undefined : ask.whyNot}
        />
      )}
    </div>
  );
};

function holdsFor(t: T, ask: Ask, locale: string): string {
  if (ask.validFor) return durationText(ask.validFor, locale);
  return t('people.holdsOpen');
}

function lapses({ kind, lapsesOn = [] }: Ask) {
  return kind === 'approval'
    ? [...lapsesOn, 'blockingFails' as const]
    : lapsesOn;
}

function actionsOf(
  t: T,
  item: ItemView,
  { kind }: Ask,
  { open }: DecisionsContext,
): Action[] {
  const { id } = item;
  if (kind === 'attestation') {
    const again = item.attestations?.some(({ status }) => status === 'valid');
    return [
      {
        id: 'attest',
        label: t(again ? 'act.attestAgain' : 'act.attest'),
        main: !again,
        onClick: () => open({ act: 'attest', item: id }),
      },
    ];
  }
  if (kind === 'report') return [];
  const again = item.approvals?.some(({ status }) => status === 'approved');
  return [
    {
      id: 'approve',
      label: t(again ? 'act.approveAgain' : 'act.approve'),
      main: !again,
      onClick: () => open({ act: 'approve', item: id }),
    },
    {
      id: 'decline',
      label: t('act.decline'),
      onClick: () => open({ act: 'decline', item: id }),
    },
  ];
}

interface SaidProps {
  item: ItemView;
  kind: Ask['kind'];
  reportType?: string;
  now: number;
}

const Said = ({ item, kind, reportType, now }: SaidProps) => {
  const { t } = useReadinessTranslation();
  if (kind === 'attestation' && item.attestations?.length) {
    return (
      <WordList<AttestationView>
        {...byStanding(item.attestations)}
        render={one => (
          <AttestationWord key={one.id} word={one} item={item} now={now} />
        )}
      />
    );
  }
  if (kind === 'approval' && item.approvals?.length) {
    return (
      <WordList<ApprovalView>
        {...byStanding(item.approvals)}
        render={one => (
          <ApprovalWord key={one.id} word={one} item={item} now={now} />
        )}
      />
    );
  }
  const reports = item.reports?.filter(({ type }) => type === reportType) ?? [];
  if (kind === 'report' && reports.length > 0) {
    const newestFirst = [...reports].sort(
      (a, b) => Date.parse(b.time) - Date.parse(a.time),
    );
    return (
      <WordList<ReportView>
        standing={newestFirst.slice(0, 1)}
        over={newestFirst.slice(1)}
        render={one => <ReportWord key={one.id} report={one} now={now} />}
      />
    );
  }
  return <div>{t(`people.nothing.${kind}`)}</div>;
};

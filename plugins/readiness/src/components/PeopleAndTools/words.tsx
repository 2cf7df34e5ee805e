/** What was said, kind by kind, with what one may do about it. */
import { usePermission } from '@backstage/plugin-permission-react';
import {
  readinessApprovalCreatePermission,
  readinessAttestationRevokePermission,
  readinessWaiverRevokePermission,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  ApprovalView,
  Ask,
  AttestationView,
  ItemView,
  ReportView,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { Me } from '../../hooks';
import type { T } from '../../model/sentences';
import { gateRef, sameRef } from '../../model/words';
import { Covers, useDecisions } from '../Decisions';
import { Predicate } from '../Definition';
import { Day, RelativeTime } from '../RelativeTime';
import { Who } from '../Who';
import { Actions } from './Actions';
import type { Action } from './Actions';
import { FactLine, Word } from './Word';
import { usePeopleStyles } from './styles';

export interface WordOf<W> {
  word: W;
  item: ItemView;
  now: number;
}

export const AttestationWord = ({
  word,
  item,
  now,
}: WordOf<AttestationView>) => {
  const { t } = useReadinessTranslation();
  const { by, at, until, status, environment, images } = word;
  return (
    <Word
      status={status}
      statusReason={word.statusReason}
      said={
        <>
          {said(t, 'word.attested', by, at, now)},{' '}
          {ends(t, until, status === 'valid', now)}
        </>
      }
      quote={word.statement}
      link={word.link}
      facts={[
        [t('word.environment'), environment],
        [t('word.images'), images.join(', ')],
      ]}
      events={word.events}
      now={now}
    >
      {['valid', 'lapsed'].includes(status) && (
        <RevokeAttestation word={word} item={item} />
      )}
    </Word>
  );
};

/** Whoever gave a word may end it, and whoever might have given it, where a policy lets them. */
const RevokeAttestation = ({
  word,
  item,
}: Omit<WordOf<AttestationView>, 'now'>) => {
  const { t } = useReadinessTranslation();
  const decisions = useDecisions();
  const { allowed } = usePermission({
    permission: readinessAttestationRevokePermission,
    resourceRef: decisions && gateRef(decisions.gate),
  });
  const may =
    decisions && (isOwn(decisions.me, word) || mayGive(item, 'attestation'));
  if (!allowed || !may) return null;
  return (
    <Actions
      actions={[
        {
          id: 'revoke',
          label: t('act.revoke'),
          onClick: () =>
            decisions.open({
              act: 'revoke',
              word: 'attestation',
              id: word.id,
              text: item.text,
            }),
        },
      ]}
    />
  );
};

export const ApprovalWord = ({ word, item, now }: WordOf<ApprovalView>) => {
  const { t } = useReadinessTranslation();
  const { by, at, until, status, decision } = word;
  return (
    <Word
      status={status}
      statusReason={word.statusReason}
      said={
        <>
          {said(
            t,
            decision === 'decline' ? 'word.declined' : 'word.approved',
            by,
            at,
            now,
          )}
          {until && <>, {ends(t, until, status === 'approved', now)}</>}
        </>
      }
      quote={word.reason}
      events={word.events}
      now={now}
    >
      <ApprovalActions word={word} item={item} />
    </Word>
  );
};

const ApprovalActions = ({ word, item }: Omit<WordOf<ApprovalView>, 'now'>) => {
  const { id, status, decision } = word;
  const { t } = useReadinessTranslation();
  const decisions = useDecisions();
  const { allowed } = usePermission({
    permission: readinessApprovalCreatePermission,
    resourceRef: decisions && gateRef(decisions.gate),
  });
  if (!decisions) return null;
  const { me, open } = decisions;
  const declined = decision === 'decline';
  const mine = isOwn(me, word) || mayGive(item, 'approval');
  const actions: Action[] = [
    {
      id: 'snapshot',
      label: t(declined ? 'act.snapshotDeclined' : 'act.snapshot'),
      onClick: () => open({ act: 'snapshot', id, text: item.text }),
    },
  ];
  if (allowed && mine && !['expired', 'revoked'].includes(status)) {
    actions.push({
      id: 'revoke',
      label: t('act.revoke'),
      onClick: () =>
        open({ act: 'revoke', word: 'approval', id, text: item.text }),
    });
  }
  return <Actions actions={actions} />;
};

const MOST_VALUES = 8;

export const ReportWord = ({
  report,
  now,
}: {
  report: ReportView;
  now: number;
}) => {
  const { t } = useReadinessTranslation();
  const { by, receivedAt, time, data, notes } = report;
  const values = Object.entries(data)
    .filter(([, value]) =>
      ['number', 'string', 'boolean'].includes(typeof value),
    )
    .slice(0, MOST_VALUES);
  return (
    <Word
      said={
        <>
          {t('word.ran', { time: <RelativeTime iso={time} now={now} /> })},{' '}
          {said(t, 'word.reported', by, receivedAt, now)}
        </>
      }
      link={report.link}
      facts={[
        [t('word.format'), report.format],
        [t('word.environment'), report.environment],
        [t('word.run'), report.runId],
        [t('word.commit'), report.commit && <Commit id={report.commit} />],
        [t('word.images'), report.image],
        [t('word.notes'), notes.join('; ')],
      ]}
      now={now}
    >
      {values.length > 0 && (
        <div>
          <strong>{t('word.found')}</strong>
          <FactLine
            facts={values.map(([name, value]) => [name, String(value)])}
          />
        </div>
      )}
    </Word>
  );
};

const SHORT_COMMIT = 12;

const Commit = ({ id }: { id: string }) => (
  <span title={id}>{id.slice(0, SHORT_COMMIT)}</span>
);

export const WaiverWord = ({ word, item, now }: WordOf<WaiverView>) => {
  const { t } = useReadinessTranslation();
  const { by, at, until, status, breakGlass, renewals } = word;
  return (
    <Word
      status={status}
      statusReason={word.statusReason}
      waives
      glass={breakGlass ? word : undefined}
      said={
        <>
          {said(
            t,
            breakGlass ? 'word.brokeGlass' : 'word.requested',
            by,
            at,
            now,
          )}
          , {ends(t, until, ['approved', 'requested'].includes(status), now)}
        </>
      }
      quote={word.reason}
      facts={[
        [t('word.control'), word.compensatingControl],
        [
          t('word.environment'),
          word.environment || t('dialog.everyEnvironment'),
        ],
        [t('word.cluster'), word.cluster],
        [
          t('word.decides'),
          word.decidedBy && <Who entityRef={word.decidedBy} />,
        ],
        [
          t('decide.renewals'),
          renewals > 0 && t('word.renewals', { count: renewals }),
        ],
        [
          t('word.predicate'),
          word.predicate && <Predicate predicate={word.predicate} />,
        ],
        [t('word.covers'), <Coverage word={word} />],
      ]}
      events={word.events}
      now={now}
    >
      <WaiverActions word={word} item={item} />
    </Word>
  );
};

const Coverage = ({ word }: { word: WaiverView }) => (
  <Covers
    entities={word.entities}
    hidden={word.hiddenEntities}
    alone={word.entities.length === 1 && !word.hiddenEntities}
  />
);

const WaiverActions = ({ word, item }: Omit<WordOf<WaiverView>, 'now'>) => {
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  const decisions = useDecisions();
  const { allowed: mayRevoke } = usePermission({
    permission: readinessWaiverRevokePermission,
    resourceRef: decisions && gateRef(decisions.gate),
  });
  if (!decisions) return null;
  const { me, open } = decisions;
  const own = isOwn(me, word);
  const decides = word.mayDecide || me.refs.some(isDecider);
  const act = (one: 'allow' | 'deny' | 'review', main?: boolean): Action => ({
    id: one,
    label: t(one === 'deny' && word.breakGlass ? 'act.end' : `act.${one}`),
    main,
    onClick: () => open({ act: one, waiver: word, text: item.text }),
  });
  const toReview =
    word.breakGlass && !word.reviewed && word.status === 'approved';
  const deciding =
    word.status === 'requested' ? [act('allow', true), act('deny')] : [];
  if (toReview) deciding.push(act('review', true), act('deny'));
  return (
    <div className={classes.sides}>
      <Actions
        actions={deciding}
        whyNot={
          word.mayDecide ? undefined : t(own ? 'waivers.own' : 'waivers.others')
        }
      />
      <Actions actions={ownActions()} />
    </div>
  );

  function isDecider(ref: string) {
    return word.decidedBy !== undefined && sameRef(ref, word.decidedBy);
  }

  function ownActions(): Action[] {
    const actions: Action[] = [];
    const newest = item.waivers?.every(({ at }) => at <= word.at);
    const over = word.status === 'approved' || word.status === 'expired';
    if (over && newest && item.waiving?.mayRequest) {
      actions.push({
        id: 'renew',
        label: t('act.renew'),
        onClick: () => open({ act: 'waive', item: item.id, renews: word }),
      });
    }
    const standing = word.status === 'approved' || word.status === 'requested';
    const asked = word.status === 'requested';
    // Who decides has another way to end what is only asked for, or not reviewed.
    const undecided = asked || toReview;
    if (standing && mayRevoke && (own || (decides && !undecided))) {
      actions.push({
        id: 'revoke',
        label: t(asked ? 'act.withdraw' : 'act.revoke'),
        onClick: () =>
          open({
            act: 'revoke',
            word: asked ? 'request' : 'waiver',
            id: word.id,
            text: item.text,
          }),
      });
    }
    return actions;
  }
};

const isOwn = ({ ref }: Me, { by }: { by: string }) => sameRef(ref, by);

const mayGive = ({ asks = [] }: ItemView, kind: Ask['kind']) =>
  asks.some(ask => ask.kind === kind && ask.mayGive);

function said(
  t: T,
  key:
    | 'word.attested'
    | 'word.approved'
    | 'word.declined'
    | 'word.requested'
    | 'word.brokeGlass'
    | 'word.reported',
  by: string,
  at: string,
  now: number,
) {
  return t(key, {
    who: <Who entityRef={by} />,
    time: <RelativeTime iso={at} now={now} />,
  });
}

/** What lapsed before its end would have held longer. */
function ends(t: T, until: string, stands: boolean, now: number) {
  const date = <Day iso={until} />;
  if (stands)
    return t('word.until', {
      date,
      time: <RelativeTime iso={until} now={now} />,
    });
  return Date.parse(until) <= now
    ? t('word.ended', { date })
    : t('word.would', { date });
}

/** What the checklist says of itself, and beside it what the evidence says. */
import type { ReactNode } from 'react';
import CancelIcon from '@material-ui/icons/Cancel';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import { makeStyles } from '@material-ui/core/styles';
import type { GateState } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { passedOf, standingOf } from '../../model/claims';
import type { Truth } from '../../model/claims';
import type { T } from '../../model/sentences';
import { ToneChip } from '../ToneChip';
import { VerdictChip } from '../VerdictChip';

export interface ClaimProps {
  claim: string;
  /** Absent where the evidence says nothing of it. */
  truth?: Truth;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    fontSize: theme.typography.pxToRem(13),
  },
  side: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    minWidth: 0,
  },
  label: { color: theme.palette.text.secondary },
  quote: { overflowWrap: 'anywhere' },
  claimed: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    minWidth: 0,
  },
}));

/** Nothing stands beside a claim that holds, or that cannot be judged. */
const ClaimMark = ({ claim, truth }: ClaimProps) => {
  const { t } = useReadinessTranslation();
  const standing = standingOf(claim, truth);
  if (standing !== 'untrue' && standing !== 'unproven') return null;
  const untrue = standing === 'untrue';
  return (
    <ToneChip
      size="small"
      tone={untrue ? 'bad' : 'unclear'}
      Icon={untrue ? CancelIcon : HelpOutlineIcon}
      dashed={!untrue}
      title={t(`claim.${standing}Hint`)}
    >
      {t(`claim.${standing}`)}
    </ToneChip>
  );
};

/** The claim word for word, marked where it is not true; for places where the evidence stands beside it anyway. */
export const Claim = ({ claim, truth }: ClaimProps) => {
  const classes = useStyles();
  return (
    <span className={classes.claimed}>
      <q className={classes.quote}>{claim}</q>
      <ClaimMark claim={claim} truth={truth} />
    </span>
  );
};

/** The claim with its name, for a line of text. */
export const NamedClaim = (props: ClaimProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <span className={classes.side}>
      <span className={classes.label}>{t('claim.claimed')}</span>
      <Claim {...props} />
    </span>
  );
};

export interface ClaimBesideEvidenceProps {
  claim?: string;
  truth?: Truth;
  /** What the evidence says. */
  children: ReactNode;
}

export const ClaimBesideEvidence = ({
  claim,
  truth,
  children,
}: ClaimBesideEvidenceProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      {claim && <NamedClaim claim={claim} truth={truth} />}
      <div className={classes.side}>
        {claim && <span className={classes.label}>{t('claim.evidence')}</span>}
        {children}
      </div>
    </div>
  );
};

/** Verdict and score in a line. */
export const GateEvidence = ({ own }: { own: GateState }) => {
  const { t } = useReadinessTranslation();
  return (
    <>
      <VerdictChip verdict={own.verdict} size="small" />
      <span>{scoreSentence(t, own.score)}</span>
    </>
  );
};

export function scoreSentence(t: T, score: GateState['score']): string {
  if (score.value === undefined) return t('claim.noScore');
  const value = String(score.value);
  if (score.low === score.high) return t('claim.score', { value });
  return t('claim.scoreRange', {
    value,
    low: String(score.low),
    high: String(score.high),
  });
}

export function passedSentence(t: T, counts: GateState['counts']): string {
  const { passed, applicable } = passedOf(counts);
  if (applicable === 0) return t('claim.nothingApplies');
  return t('claim.passed', {
    passed: String(passed),
    applicable: String(applicable),
  });
}

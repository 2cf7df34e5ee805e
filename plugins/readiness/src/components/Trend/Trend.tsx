/** How the score went: a small line of the last weeks, and the change since last week in words. */
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  Score,
  TrendPoint,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { toneColors } from '../../model/tones';
import type { Tone } from '../../model/tones';
import { trendOf } from '../../model/trend';
import type { Trend as TrendOfScore } from '../../model/trend';
import { exactDay, useLocale } from '../RelativeTime';

export interface TrendProps {
  points: readonly TrendPoint[];
  score: Score;
  now: number;
}

const WIDTH = 96;
const HEIGHT = 22;
/** Room for the stroke and the dot at the end. */
const EDGE = 3;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    fontSize: theme.typography.pxToRem(12),
    color: theme.palette.text.primary,
  },
  line: { flex: 'none', overflow: 'visible' },
}));

export const Trend = ({ points, score, now }: TrendProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const trend = trendOf(points, score, now);
  if (!trend) return null;
  return (
    <span className={classes.root}>
      <Sparkline trend={trend} />
      <span>{trendSentence(t, trend, locale)}</span>
    </span>
  );
};

const Sparkline = ({ trend }: { trend: TrendOfScore }) => {
  const classes = useStyles();
  const theme = useTheme();
  const color = toneColors(theme, toneOf(trend.change)).main;
  const corners = trend.line.map(([x, y]) => [
    EDGE + x * (WIDTH - 2 * EDGE),
    EDGE + y * (HEIGHT - 2 * EDGE),
  ]);
  const [endX, endY] = corners[corners.length - 1];
  return (
    <svg
      className={classes.line}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      focusable="false"
    >
      <polyline
        points={corners.map(corner => corner.join(',')).join(' ')}
        fill="none"
        stroke={color}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
      <circle cx={endX} cy={endY} r={2.5} fill={color} />
    </svg>
  );
};

function toneOf(change: number): Tone {
  if (change === 0) return 'muted';
  return change > 0 ? 'good' : 'bad';
}

/** `+4 since last week`; of a young gate, since its first day. */
export function trendSentence(
  t: T,
  { change, since }: TrendOfScore,
  locale: string,
): string {
  const points = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 1,
  }).format(Math.abs(change));
  const signed = `${change > 0 ? '+' : '\u2212'}${points}`;
  if (since) {
    const date = exactDay(since, locale);
    return change === 0
      ? t('trend.sameSince', { date })
      : t('trend.since', { change: signed, date });
  }
  return change === 0 ? t('trend.same') : t('trend.week', { change: signed });
}

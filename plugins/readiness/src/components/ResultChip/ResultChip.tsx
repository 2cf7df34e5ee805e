/** What a check says: icon and word, never a colour alone. */
import classNames from 'classnames';
import { makeStyles } from '@material-ui/core/styles';
import type { Theme } from '@material-ui/core/styles';
import { useReadinessTranslation } from '../../hooks';
import { RESULT_LOOKS, toneColors } from '../../model/tones';
import type { ShownResult, Tone } from '../../model/tones';
import { ToneChip } from '../ToneChip';
import { visuallyHidden } from '../visuallyHidden';

export interface ResultChipProps {
  result: ShownResult;
  size?: 'small' | 'medium';
  /** The cause stands beside the word: `unknown · forbidden`. */
  cause?: string;
}

export const ResultChip = ({ result, size, cause }: ResultChipProps) => {
  const { t } = useReadinessTranslation();
  const { tone, Icon } = RESULT_LOOKS[result];
  const word = t(`result.${result}`);
  return (
    <ToneChip tone={tone} Icon={Icon} size={size} dashed={result === 'unknown'}>
      {cause ? `${word}: ${cause}` : word}
    </ToneChip>
  );
};

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: {
    display: 'inline-flex',
    position: 'relative',
    flex: 'none',
    color: ({ tone }) => toneColors(theme, tone).main,
    fontSize: theme.typography.pxToRem(22),
  },
  small: { fontSize: theme.typography.pxToRem(15) },
  word: { ...visuallyHidden },
}));

/** The icon alone, for rows whose word stands elsewhere; a screen reader hears the word. */
export const ResultIcon = ({
  result,
  small,
}: {
  result: ShownResult;
  small?: boolean;
}) => {
  const { t } = useReadinessTranslation();
  const { tone, Icon } = RESULT_LOOKS[result];
  const classes = useStyles({ tone });
  const word = t(`result.${result}`);
  return (
    <span
      className={classNames(classes.root, small && classes.small)}
      title={word}
    >
      <Icon aria-hidden fontSize="inherit" />
      <span className={classes.word}>{word}</span>
    </span>
  );
};

/** A pill of icon and word: the one shape in which results and verdicts are shown. */
import type { ComponentType, ReactNode } from 'react';
import classNames from 'classnames';
import { makeStyles } from '@material-ui/core/styles';
import type { Theme } from '@material-ui/core/styles';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import { toneColors } from '../../model/tones';
import type { Tone } from '../../model/tones';

export interface ToneChipProps {
  tone: Tone;
  Icon: ComponentType<SvgIconProps>;
  children: ReactNode;
  size?: 'small' | 'medium' | 'large';
  /** A broken line says "this could not be seen", also to those who see no colour. */
  dashed?: boolean;
  title?: string;
}

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    padding: theme.spacing(0.25, 1, 0.25, 0.5),
    borderRadius: 999,
    border: ({ tone }) => `1px solid ${toneColors(theme, tone).line}`,
    backgroundColor: ({ tone }) => toneColors(theme, tone).soft,
    color: theme.palette.text.primary,
    fontSize: theme.typography.pxToRem(13),
    fontWeight: 600,
    lineHeight: 1.4,
    whiteSpace: 'nowrap',
    '& svg': {
      color: ({ tone }) => toneColors(theme, tone).main,
      flex: 'none',
    },
  },
  dashed: { borderStyle: 'dashed' },
  small: {
    fontSize: theme.typography.pxToRem(12),
    padding: theme.spacing(0, 0.75, 0, 0.25),
    '& svg': { fontSize: theme.typography.pxToRem(15) },
  },
  medium: { '& svg': { fontSize: theme.typography.pxToRem(18) } },
  large: {
    fontSize: theme.typography.pxToRem(20),
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 2, 0.5, 1),
    '& svg': { fontSize: theme.typography.pxToRem(28) },
  },
}));

export const ToneChip = ({
  tone,
  Icon,
  children,
  size = 'medium',
  dashed,
  title,
}: ToneChipProps) => {
  const classes = useStyles({ tone });
  return (
    <span
      className={classNames(
        classes.root,
        classes[size],
        dashed && classes.dashed,
      )}
      title={title}
    >
      <Icon aria-hidden fontSize="inherit" />
      {children}
    </span>
  );
};

/** What each result and verdict looks like: an icon, a tone. The word always stands beside them. */
import type { ComponentType } from 'react';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import BlockIcon from '@material-ui/icons/Block';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import GavelIcon from '@material-ui/icons/Gavel';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import RemoveIcon from '@material-ui/icons/Remove';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import {
  alpha,
  darken,
  lighten,
} from '@material-ui/core/styles/colorManipulator';
import type { Theme } from '@material-ui/core/styles';
import type {
  ResultKind,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';

export type Tone = 'good' | 'bad' | 'open' | 'unclear' | 'decided' | 'muted';

type Icon = ComponentType<SvgIconProps>;

/** `changing` is a fail that has not lasted long enough to count. */
export type ShownResult = ResultKind | 'changing';

export const RESULT_LOOKS: Record<ShownResult, { tone: Tone; Icon: Icon }> = {
  fail: { tone: 'bad', Icon: CancelIcon },
  unknown: { tone: 'unclear', Icon: HelpOutlineIcon },
  pending: { tone: 'open', Icon: HourglassEmptyIcon },
  waived: { tone: 'decided', Icon: GavelIcon },
  pass: { tone: 'good', Icon: CheckCircleIcon },
  notApplicable: { tone: 'muted', Icon: RemoveIcon },
  changing: { tone: 'open', Icon: AutorenewIcon },
};

export const VERDICT_LOOKS: Record<Verdict, { tone: Tone; Icon: Icon }> = {
  ready: { tone: 'good', Icon: CheckCircleIcon },
  blocked: { tone: 'bad', Icon: BlockIcon },
  incomplete: { tone: 'open', Icon: TimelapseIcon },
};

export interface ToneColors {
  /** For icons and bars: at least 3:1 against paper. */
  main: string;
  /** A tint to put normal text on. */
  soft: string;
  /** A line around the tint. */
  line: string;
}

/**
 * Backstage's status colours are made for dots; as icons on white, its green and orange are too
 * pale. Text itself always keeps the theme's text colour.
 */
export function toneColors(theme: Theme, tone: Tone): ToneColors {
  const main = mainColor(theme, tone);
  const dark = theme.palette.type === 'dark';
  return {
    main,
    soft: alpha(main, dark ? 0.16 : 0.09),
    line: alpha(main, dark ? 0.5 : 0.35),
  };
}

function mainColor({ palette }: Theme, tone: Tone): string {
  const dark = palette.type === 'dark';
  const shade = (color: string, forLight: number, forDark: number) =>
    dark ? lighten(color, forDark) : darken(color, forLight);
  switch (tone) {
    case 'good':
      return shade(palette.status.ok, 0.3, 0);
    case 'bad':
      return shade(palette.status.error, 0.05, 0.25);
    case 'open':
      return shade(palette.status.warning, 0.32, 0);
    case 'unclear':
      return shade(palette.bursts.backgroundColor.default, 0, 0.55);
    case 'decided':
      return shade(palette.status.running, 0, 0.35);
    default:
      return palette.textSubtle;
  }
}

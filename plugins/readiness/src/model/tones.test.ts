import { createTheme, getContrastRatio } from '@material-ui/core/styles';
import type { PaletteOptions } from '@material-ui/core/styles/createPalette';
import { palettes } from '@backstage/theme';
import { RESULT_LOOKS, VERDICT_LOOKS, toneColors } from './tones';

const themes = Object.entries(palettes).map(
  ([name, palette]) =>
    [
      name,
      createTheme({ palette: palette as unknown as PaletteOptions }),
    ] as const,
);

describe.each(themes)('in the %s theme', (_, theme) => {
  const tones = [
    ...Object.values(RESULT_LOOKS),
    ...Object.values(VERDICT_LOOKS),
  ];

  it.each([...new Set(tones.map(({ tone }) => tone))])(
    '%s stands out on paper',
    tone => {
      const { main } = toneColors(theme, tone);
      expect(
        getContrastRatio(main, theme.palette.background.paper),
      ).toBeGreaterThanOrEqual(3);
    },
  );
});

it('gives unknown a look of its own, neither of a pass nor of a fail', () => {
  const { unknown, ...others } = RESULT_LOOKS;
  for (const other of Object.values(others)) {
    expect(other.tone).not.toBe(unknown.tone);
    expect(other.Icon).not.toBe(unknown.Icon);
  }
});

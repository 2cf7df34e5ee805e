/** The way past everybody's decision; it looks as grave as it is. */
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ReportProblemIcon from '@material-ui/icons/ReportProblemOutlined';
import classNames from 'classnames';
import { useElementId, useReadinessTranslation } from '../../hooks';
import { toneColors } from '../../model/tones';

export interface GlassSwitchProps {
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

const useStyles = makeStyles(theme => {
  const { line, main, soft } = toneColors(theme, 'bad');
  return {
    root: {
      display: 'grid',
      padding: theme.spacing(0.5, 1.5, 1.5),
      borderRadius: 6,
      border: `1px solid ${theme.palette.divider}`,
      borderLeft: `4px solid ${theme.palette.divider}`,
    },
    on: {
      borderColor: line,
      borderLeftColor: main,
      backgroundColor: soft,
    },
    label: {
      margin: 0,
      marginLeft: theme.spacing(-1),
      '& .MuiFormControlLabel-label': {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.75),
        fontSize: theme.typography.pxToRem(14),
        fontWeight: 600,
      },
      '& svg': { fontSize: theme.typography.pxToRem(18), color: main },
    },
  };
});

export const GlassSwitch = ({ on, disabled, onChange }: GlassSwitchProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const id = useElementId();
  return (
    <div className={classNames(classes.root, on && classes.on)}>
      <FormControlLabel
        className={classes.label}
        control={
          <Switch
            color="primary"
            checked={on}
            disabled={disabled}
            inputProps={{ 'aria-describedby': id }}
            onChange={(_, next) => onChange(next)}
          />
        }
        label={
          <>
            <ReportProblemIcon aria-hidden />
            {t('waive.breakGlass')}
          </>
        }
      />
      <Typography variant="body2" id={id}>
        {t('waive.breakGlassText')}
      </Typography>
    </div>
  );
};

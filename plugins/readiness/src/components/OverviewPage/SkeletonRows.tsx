import Skeleton from '@material-ui/lab/Skeleton';
import { useGateTableStyles } from './gateTableStyles';

export const SkeletonRows = ({ columns }: { columns: number }) => {
  const classes = useGateTableStyles();
  return (
    <>
      {Array.from({ length: 8 }, (_, row) => (
        <tr key={row} className={classes.row}>
          {Array.from({ length: columns }, (__, column) => (
            <td key={column} className={classes.cell}>
              <Skeleton variant="text" height={26} />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
};

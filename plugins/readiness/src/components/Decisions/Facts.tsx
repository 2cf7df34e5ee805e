/** Names and values, one under the other. */
import type { ReactNode } from 'react';
import { useDialogStyles } from './dialogStyles';

/** What has no value is left out. */
export const Facts = ({ facts }: { facts: [string, ReactNode][] }) => {
  const classes = useDialogStyles();
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          // A term and its value lie in two columns of the list itself.
          <FactPair key={name} name={name} value={value} />
        ))}
    </dl>
  );
};

const FactPair = ({ name, value }: { name: string; value: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

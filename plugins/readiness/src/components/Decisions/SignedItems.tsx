/** The blocking items under a sign-off, with what each said. */
import type { ResultKind } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ReactNode } from 'react';
import { useReadinessTranslation } from '../../hooks';
import { ResultIcon } from '../ResultChip';
import { useDialogStyles } from './dialogStyles';

export interface SignedItem {
  id: string;
  text: string;
  result: ResultKind;
}

export interface SignedItemsProps<I extends SignedItem> {
  items: I[];
  /** What stands under an item. */
  more?: (item: I) => ReactNode;
}

export function SignedItems<I extends SignedItem>({
  items,
  more,
}: SignedItemsProps<I>) {
  const classes = useDialogStyles();
  const { t } = useReadinessTranslation();
  return (
    <div
      className={classes.box}
      role="region"
      aria-label={t('approve.items', { count: items.length })}
      // A long list is scrolled with the keyboard too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <ul className={classes.list}>
        {items.map(item => (
          <li key={item.id} className={classes.row}>
            <ResultIcon result={item.result} />
            <span>
              {item.text}
              {more?.(item)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

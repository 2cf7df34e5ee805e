/** Lets the parts of a page open dialogs about its gate, and tells what came of them. */
import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { GateDetail } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ApiData } from '../../hooks';
import { useMe } from '../../hooks';
import type { Me } from '../../hooks';
import { allItems } from '../../model/gate';
import { StatusLine, useStatus } from '../StatusLine';
import { DecisionDialog } from './DecisionDialog';
import type { GateKey, Intent } from './intents';

export interface DecisionsContext {
  gate: GateKey;
  me: Me;
  /** What an item of the gate says, by its id. */
  textOf: (item: string) => string;
  open: (intent: Intent) => void;
}

const Context = createContext<DecisionsContext | undefined>(undefined);

/** `undefined` where an item is shown without its gate: nothing can be done there. */
export const useDecisions = () => useContext(Context);

export interface DecisionsProps {
  gate: GateKey;
  detail: ApiData<GateDetail>;
  /** Called when something was said: the gate is another now. */
  onChanged: () => void;
  children: ReactNode;
}

export const Decisions = ({
  gate: { entityRef, scorecard },
  detail,
  onChanged,
  children,
}: DecisionsProps) => {
  const me = useMe();
  const [intent, setIntent] = useState<Intent>();
  const status = useStatus(detail.value);
  const gate = useMemo(
    () => ({ entityRef, scorecard }),
    [entityRef, scorecard],
  );
  const { value } = detail;
  const context = useMemo(() => {
    const items = value ? allItems(value) : [];
    const texts = new Map(items.map(({ id, text }) => [id, text]));
    const textOf = (item: string) => texts.get(item) ?? item;
    return { gate, me, textOf, open: setIntent };
  }, [gate, me, value]);
  const close = () => setIntent(undefined);
  return (
    <Context.Provider value={context}>
      {/* The line sticks to the top of the page within this. */}
      <div>
        <StatusLine status={status} />
        {children}
      </div>
      {intent && (
        <DecisionDialog
          intent={intent}
          gate={gate}
          detail={detail}
          onClose={close}
          onDone={message => {
            close();
            status.say(message);
            onChanged();
          }}
          onConflict={onChanged}
        />
      )}
    </Context.Provider>
  );
};

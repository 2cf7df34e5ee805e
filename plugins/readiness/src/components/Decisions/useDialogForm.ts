/** The fields of a dialog: their values, what is wrong with them, and sending them. */
import { useEffect, useRef, useState } from 'react';
import type { ChangeEvent, RefObject } from 'react';
import { refusalOf } from './errors';

export interface DialogForm<V extends object> {
  root: RefObject<HTMLFormElement>;
  values: V;
  set: (changes: Partial<V>) => void;
  field: (name: keyof V & string) => FieldState;
  busy: boolean;
  /** What the backend said that belongs to no field. */
  failure?: { text: string; conflict: boolean };
  submit: () => void;
}

export interface FieldState {
  name: string;
  value: string;
  error?: string;
  onChange: (
    event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>,
  ) => void;
}

export interface DialogFormOptions<V extends object> {
  /** What is wrong before it is sent, by field. */
  check: (values: V) => Partial<Record<keyof V & string, string | undefined>>;
  send: (values: V) => Promise<void>;
  /** Called when somebody else was faster. */
  onConflict: () => void;
}

export function useDialogForm<V extends Record<string, string>>(
  initial: V,
  { check, send, onConflict }: DialogFormOptions<V>,
): DialogForm<V> {
  type Name = keyof V & string;
  const root = useRef<HTMLFormElement>(null);
  const open = useRef(true);
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Partial<Record<Name, string>>>({});
  const [failure, setFailure] = useState<DialogForm<V>['failure']>();
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const set = (changes: Partial<V>) => {
    setValues(before => ({ ...before, ...changes }));
    setErrors(before =>
      Object.keys(before).some(name => name in changes)
        ? without(before, Object.keys(changes))
        : before,
    );
  };
  const submit = async () => {
    if (busy) return;
    const wrong = given(check(values));
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setFailure(undefined);
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      if (!open.current) return;
      const names = Object.keys(initial) as Name[];
      const { fields, text, conflict } = refusalOf(error, names);
      setErrors(given(fields));
      setFailure(text === undefined ? undefined : { text, conflict });
      if (conflict) onConflict();
    } finally {
      if (open.current) setBusy(false);
    }
  };
  const field = (name: Name): FieldState => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: event => set({ [name]: event.target.value } as Partial<V>),
  });
  return { root, values, set, field, busy, failure, submit };
}

function given<N extends string>(
  errors: Partial<Record<N, string | undefined>>,
): Partial<Record<N, string>> {
  return Object.fromEntries(
    Object.entries(errors).filter(([, text]) => text),
  ) as Partial<Record<N, string>>;
}

function without<N extends string>(
  errors: Partial<Record<N, string>>,
  names: string[],
): Partial<Record<N, string>> {
  return Object.fromEntries(
    Object.entries(errors).filter(([name]) => !names.includes(name)),
  ) as Partial<Record<N, string>>;
}

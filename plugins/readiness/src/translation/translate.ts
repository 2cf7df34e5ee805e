/**
 * How a text is asked for: by its key, with what its placeholders want. It is what Backstage's own type says
 * (`TranslationFunction`), reckoned in a hundredth of the time: with hundreds of texts that one takes minutes.
 */
import type { JSX } from 'react';
import type { readinessTranslationRef } from '../translation';

type Messages = (typeof readinessTranslationRef)['T'];

/** By key without the suffix of the plural; what has a plural wants a count. */
type Texts = {
  [K in keyof Messages as K extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : K]: K extends `${string}_${'one' | 'other'}`
    ? Messages[K] | '{{count}}'
    : Messages[K];
};

/** What stands between braces: `name`, `count, number`. */
type Placeholder<Text> = Text extends `${string}{{${infer P}}}${infer Rest}`
  ? P | Placeholder<Rest>
  : never;

type NameOf<P> = P extends `${infer Name},${string}` ? Name : P;

type Values<Text, Value> = {
  [P in Placeholder<Text> as NameOf<P> & string]: NameOf<P> extends 'count'
    ? number
    : P extends `${string}, number`
    ? number
    : Value;
};

type Options<V> = keyof V extends never ? [] : [values: V];

export interface Translate {
  <K extends keyof Texts>(
    key: K,
    ...options: Options<Values<Texts[K], string>>
  ): string;
  /** With an element among the values, it is one. */
  <K extends keyof Texts>(
    key: K,
    ...options: Options<Values<Texts[K], string | JSX.Element>>
  ): JSX.Element;
}

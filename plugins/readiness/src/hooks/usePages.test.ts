import { act, renderHook, waitFor } from '@testing-library/react';
import { usePages } from './usePages';

interface Numbers {
  items: number[];
  next?: number;
}

const loadNumbers = async (before: Numbers[]): Promise<Numbers> => {
  const from = before.at(-1)?.next ?? 0;
  return { items: [from, from + 1], next: from + 2 };
};

const all = (pages: Numbers[]) => pages.flatMap(({ items }) => items);

describe('usePages', () => {
  it('adds a page to those before, and starts anew when told to', async () => {
    const { result } = renderHook(() => usePages('a', loadNumbers));
    await waitFor(() => expect(all(result.current.pages)).toEqual([0, 1]));
    act(() => result.current.more());
    await waitFor(() =>
      expect(all(result.current.pages)).toEqual([0, 1, 2, 3]),
    );
    act(() => result.current.reload());
    expect(all(result.current.pages)).toEqual([0, 1, 2, 3]);
    await waitFor(() => expect(all(result.current.pages)).toEqual([0, 1]));
  });

  it('keeps what is there when the next page fails', async () => {
    let broken = false;
    const { result } = renderHook(() =>
      usePages<Numbers>('a', async before => {
        if (broken) throw new Error('down');
        return loadNumbers(before);
      }),
    );
    await waitFor(() => expect(result.current.loading).toBe(false));
    broken = true;
    act(() => result.current.more());
    await waitFor(() => expect(result.current.error?.message).toBe('down'));
    expect(all(result.current.pages)).toEqual([0, 1]);
    broken = false;
    act(() => result.current.more());
    await waitFor(() =>
      expect(all(result.current.pages)).toEqual([0, 1, 2, 3]),
    );
    expect(result.current.error).toBeUndefined();
  });

  it('loads nothing without a key, and forgets what another key had', async () => {
    const load = jest.fn(loadNumbers);
    const { result, rerender } = renderHook(({ key }) => usePages(key, load), {
      initialProps: { key: undefined as string | undefined },
    });
    expect(load).not.toHaveBeenCalled();
    rerender({ key: 'a' });
    await waitFor(() => expect(result.current.pages).toHaveLength(1));
    act(() => result.current.more());
    await waitFor(() => expect(result.current.pages).toHaveLength(2));
    rerender({ key: 'b' });
    await waitFor(() => expect(result.current.pages).toHaveLength(1));
  });
});

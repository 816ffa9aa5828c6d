import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useApi, useLive, useSession } from '../../web/shell.ts';
import type { Choices, Choose, Inbox, MarkNotice, Unread } from '../contract.ts';
import type { InboxSearch } from './inbox-search.ts';

const unreadKey = ['notices', 'unread'];
/** The roles that have a live stream; the others ask when they go to another page. */
const liveRoles = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF'];

/** How many notices were not read. */
export function useUnread(): number {
  const api = useApi();
  const queries = useQueryClient();
  const isLive = liveRoles.includes(useSession().role);
  const page = useRouterState({ select: ({ location }) => location.pathname });
  const { data, refetch } = useQuery({
    queryKey: unreadKey,
    queryFn: ({ signal }) => api.get<Unread>('/api/notices/unread', {}, signal),
    refetchOnWindowFocus: !isLive,
    retry: false,
  });
  useEffect(() => {
    if (!isLive && page) void refetch();
  }, [isLive, page, refetch]);
  useLive(isLive ? 'notices' : null, (frame) => {
    queries.setQueryData(unreadKey, frame);
    void queries.invalidateQueries({ queryKey: ['notices', 'inbox'] });
  });
  return data?.unread ?? 0;
}

export function useInbox(search: InboxSearch, limit: number) {
  const api = useApi();
  const query = { show: search.toon ?? 'open', kind: search.soort, limit };
  return useQuery({
    queryKey: ['notices', 'inbox', query],
    queryFn: ({ signal }) => api.get<Inbox>('/api/notices', query, signal),
    placeholderData: (before) => before,
  });
}

/** Marks one notice (or all, with `null`) and asks the inbox anew. */
export function useMark() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, mark }: { id: string | null; mark: MarkNotice }) =>
      id === null
        ? api.send<Unread>('POST', '/api/notices/read-all')
        : api.send<Unread>('POST', `/api/notices/${id}/mark`, mark),
    onSuccess: (unread) => {
      queries.setQueryData(unreadKey, unread);
      void queries.invalidateQueries({ queryKey: ['notices', 'inbox'] });
    },
  });
}

export function useChoices() {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ['notices', 'choices'];
  const asked = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<Choices>('/api/notices/choices', {}, signal),
  });
  const { mutate, isError } = useMutation({
    mutationFn: ({ kind, ...choice }: Choose & { kind: string }) =>
      api.send<Choices>('PUT', `/api/notices/choices/${kind}`, choice),
    onSuccess: (choices) => queries.setQueryData(queryKey, choices),
  });
  return { asked, choose: mutate, isError };
}

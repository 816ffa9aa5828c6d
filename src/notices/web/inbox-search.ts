/** What the address of the inbox says. */
export const shows = ['open', 'unread', 'done'] as const;

export interface InboxSearch {
  readonly toon?: (typeof shows)[number] | undefined;
  readonly soort?: string | undefined;
}

/** The page of this slice and its part of the head; the shell's router names them. */
export { NoticeBell } from './NoticeBell.tsx';
export { inboxRoute, toldRoute } from './route.ts';

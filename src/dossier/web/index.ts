/** The screens of the person's window, and what stands in the head of each of their pages. */
export { QuickExit } from './QuickExit.tsx';
export { fileQuestionsRoute, myFileRoute, windowsRoute } from './routes.ts';

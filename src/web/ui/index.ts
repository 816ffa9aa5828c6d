/** The parts that screens are made of. They know nothing of HTTP and nothing of the trade. */
export { Age, type AgeBand, type AgeProps, ageBand } from './Age.tsx';
export { Button, type ButtonProps, LinkButton, type LinkButtonProps } from './Button.tsx';
export { Checkbox, CheckboxGroup, type GroupChoice, RadioGroup } from './choices.tsx';
export { type Column, DataTable, type DataTableProps } from './DataTable.tsx';
export { DateField, DatePicker } from './dates.tsx';
export { ConfirmDialog, Dialog } from './dialogs.tsx';
export { FileDrop, refusalOf } from './FileDrop.tsx';
export { Banner, EmptyState, ErrorState, ProgressBar, Skeleton } from './feedback.tsx';
export { NumberField, SearchField, TextField } from './fields.tsx';
export { Icon, type IconName } from './icons.tsx';
export { Menu, type MenuItem } from './Menu.tsx';
export { Disclosure, SidePanel, SkipLink, Tabs, VisuallyHidden } from './sections.tsx';
export { type Choice, ComboBox, Select } from './selects.tsx';
export { KeyboardHelp, Shortcuts, useShortcut } from './shortcuts.tsx';
export { Slider } from './Slider.tsx';
export { say, ToastRegion } from './toasts.tsx';
export { nextSort, type Sort, sortRows } from './table-sort.ts';

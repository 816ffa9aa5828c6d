import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../i18n/format.ts';
import { Icon } from './icons.tsx';
import './feedback.css';

export interface FileDropProps {
  /** What kind of file is asked for: "Sleep hier een bestand met verblijven". */
  readonly label: string;
  /** Endings with their dot: `['.csv', '.xlsx', '.json']`. */
  readonly endings: readonly string[];
  readonly maxBytes: number;
  readonly onFile: (file: File) => void;
  readonly isDisabled?: boolean;
  readonly error?: string | null;
}

export type FileRefusal = 'ending' | 'tooBig' | 'empty';

/** Why a file cannot be taken, or `null`. The server judges again; this only saves the wait. */
export function refusalOf(
  file: { readonly name: string; readonly size: number },
  rule: Pick<FileDropProps, 'endings' | 'maxBytes'>,
): FileRefusal | null {
  const name = file.name.toLowerCase();
  if (!rule.endings.some((ending) => name.endsWith(ending))) return 'ending';
  if (file.size === 0) return 'empty';
  return file.size > rule.maxBytes ? 'tooBig' : null;
}

/** A place to drop one file, with a button that does the same. */
export function FileDrop(props: FileDropProps) {
  const { t } = useTranslation('shell');
  const [refusal, setRefusal] = useState<FileRefusal | null>(null);
  const rule = { endings: props.endings.join(', '), size: formatBytes(props.maxBytes) };
  const take = (file: File | undefined) => {
    if (!file) return;
    const why = refusalOf(file, props);
    setRefusal(why);
    if (!why) props.onFile(file);
  };
  const error = refusal ? t(`file.${refusal}`, rule) : props.error;
  return (
    <div className="vp-field">
      <DropZone
        className="vp-drop"
        isDisabled={props.isDisabled ?? false}
        aria-label={props.label}
        onDrop={(event) => {
          const dropped = event.items.find((item) => item.kind === 'file');
          if (dropped?.kind === 'file') void dropped.getFile().then(take);
        }}
      >
        <Icon name="file" />
        <Text slot="label">{props.label}</Text>
        <FileTrigger acceptedFileTypes={[...props.endings]} onSelect={(files) => take(files?.[0])}>
          <AriaButton
            className="vp-button"
            data-look="secondary"
            isDisabled={props.isDisabled ?? false}
          >
            {t('file.choose')}
          </AriaButton>
        </FileTrigger>
        <span className="vp-help">{t('file.rule', rule)}</span>
      </DropZone>
      {error ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}

import { useId } from "preact/hooks";

interface FileButtonProps {
  readonly label: string;
  readonly hint: string;
  readonly accept?: string;
  readonly isMultiple?: boolean;
  onFiles(files: readonly File[]): void;
}

/** A file input that looks like a drop area. */
export function FileButton({ label, hint, accept, isMultiple = false, onFiles }: FileButtonProps) {
  const id = useId();
  return (
    <div class="files">
      <input
        id={id}
        type="file"
        multiple={isMultiple}
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again after it has changed.
          currentTarget.value = "";
        }}
      />
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

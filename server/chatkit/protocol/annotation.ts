interface SourceBase {
  title: string;
  description?: string;
  timestamp?: string;
  group?: string;
}

/** A web page as a source. */
export interface UrlSource extends SourceBase {
  type: 'url';
  url: string;
  attribution?: string;
}

export interface FileSource extends SourceBase {
  type: 'file';
  filename: string;
}

/** A thing of the host's as a source. */
interface EntitySource extends SourceBase {
  type: 'entity';
  id: string;
  icon?: string;
  label?: string;
  inline_label?: string;
  interactive: boolean;
  data: Record<string, unknown>;
  preview?: 'lazy';
}

/** Where a statement of the assistant comes from; without an index it is listed under Sources only. */
export interface Annotation {
  type: 'annotation';
  source: UrlSource | FileSource | EntitySource;
  /** Character position of the marker. */
  index?: number;
}

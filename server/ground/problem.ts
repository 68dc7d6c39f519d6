import { STATUS_CODES } from 'node:http';

/** An RFC 9457 problem document, the body of every failed request. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  /** The field of the request that is wrong, where it is one. */
  field?: string;
}

export function describeProblem(
  code: string,
  status: number,
  detail: string,
  requestId: string,
  field?: string,
): Problem {
  const type = `urn:parley:problem:${code.toLowerCase()}`;
  return {
    type,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    request_id: requestId,
    ...(field !== undefined && { field }),
  };
}

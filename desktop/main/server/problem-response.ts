/** Answers a page the way the API does: RFC 9457 with a code and a sentence. */
export function problemResponse(status: number, code: string, detail: string): Response {
  const body = { type: 'about:blank', title: detail, status, detail, code, request_id: null };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
}

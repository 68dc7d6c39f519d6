import type { Composed } from './mailer.ts';

/** What a mail says, before it is text and HTML. */
export interface MailContent {
  language: string;
  subject: string;
  text: string;
  /** What happened, where and when: one a line. */
  facts: string[];
  button: string;
  link: string;
  after: string;
  footer: string;
}

/** Puts what a mail says into words and into HTML, where all of it is text. */
export function renderMail(to: string, content: MailContent): Composed {
  return { to, subject: content.subject, text: renderText(content), html: renderHtml(content) };
}

function renderText({ text, facts, button, link, after, footer }: MailContent): string {
  const paragraphs = [text, facts.join('\n'), `${button}:\n${link}`, after, `-- \n${footer}`];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** A page that needs no pictures, no style sheet and no script, and reads in the dark as well. */
function renderHtml({ language, subject, text, facts, button, link, after, footer }: MailContent): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:480px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(subject)}</h1>
${paragraph(escapeHtml(text))}
${facts.length === 0 ? '' : paragraph(facts.map((fact) => `<strong>${escapeHtml(fact)}</strong>`).join('<br>'))}
${paragraph(`<a href="${escapeHtml(link)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#4f46e5;color:#ffffff;text-decoration:none">${escapeHtml(button)}</a>`)}
${paragraph(escapeHtml(after))}
<p style="margin:0;font-size:13px;opacity:0.75">${escapeHtml(footer)}</p>
</div>
</body>
</html>
`;
}

function paragraph(content: string): string {
  return `<p style="margin:0 0 16px">${content}</p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

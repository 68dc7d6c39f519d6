/** A style sheet's text, as the bundler hands it over. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}

namespace Examples;

/// <summary>How the gallery's page looks, by day and by night, on wide screens and narrow ones.</summary>
internal static class GalleryStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper: #faf8f4; --card: #ffffff; --ink: #22262b; --soft: #5d6570; --line: #e4dfd5; --accent: #0b5f9e; --good: #1b7a48; --bad: #b3261e; --tile: #f5f2ec; }
        @media (prefers-color-scheme: dark) { :root { --paper: #15171a; --card: #1d2024; --ink: #e8e6e1; --soft: #a0a6ae; --line: #33373d; --accent: #7cc0f4; --good: #6fcf97; --bad: #ff8a80; --tile: #262a2f; } }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        header, nav, main, footer { max-width: 66rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
        header { padding-block: clamp(2rem, 7vw, 4.5rem) 1.25rem; }
        h1, h2 { font-family: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; font-weight: 600; line-height: 1.15; text-wrap: balance; }
        h1 { margin: 0 0 .75rem; font-size: clamp(2rem, 6vw, 3.25rem); letter-spacing: -.015em; }
        h2 { margin: 0 0 .35rem; font-size: clamp(1.5rem, 4vw, 2.1rem); }
        h3 { margin: 0; font-size: 1.2rem; line-height: 1.3; }
        .lead { margin: 0; max-width: 44rem; font-size: 1.15rem; color: var(--soft); }
        nav ul { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; list-style: none; }
        nav a { display: block; padding: .25rem .8rem; border: 1px solid var(--line); border-radius: 99rem; background: var(--card); color: var(--accent); text-decoration: none; font-size: .95rem; }
        nav a:hover, nav a:focus-visible { border-color: var(--accent); }
        section { padding-block: clamp(2rem, 5vw, 3.25rem) 0; }
        section > p { margin: 0 0 1.25rem; max-width: 44rem; color: var(--soft); }
        article { margin-block: 0 1.5rem; padding: clamp(1rem, 3vw, 1.75rem); background: var(--card); border: 1px solid var(--line); border-radius: .9rem; }
        .head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; justify-content: space-between; }
        .state { font-size: .9rem; color: var(--soft); }
        .state.bad { color: var(--bad); font-weight: 600; }
        .claim { margin: .4rem 0 1rem; max-width: 44rem; }
        code, pre { font: .85rem/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; }
        .command { margin: 1rem 0 0; color: var(--soft); }
        .command code { overflow-wrap: anywhere; }
        pre { margin: 1rem 0 0; padding: .8rem 1rem; overflow-x: auto; background: var(--tile); border-left: 3px solid var(--bad); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem), 1fr)); gap: .5rem; margin: 0; }
        .figures div { padding: .5rem .75rem; background: var(--tile); border-radius: .5rem; }
        dt { font-size: .8rem; line-height: 1.3; color: var(--soft); overflow-wrap: anywhere; }
        dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; margin: 1rem 0 0; align-items: start; grid-auto-flow: dense; }
        figure { margin: 0; }
        figure.wide { grid-column: 1 / -1; }
        img { display: block; max-width: 100%; height: auto; margin-inline: auto; background: #ffffff; border: 1px solid var(--line); border-radius: .5rem; }
        figcaption { margin-top: .35rem; text-align: center; font-size: .9rem; color: var(--soft); }
        footer { padding-block: 2rem 3.5rem; font-size: .9rem; color: var(--soft); }
        """;
}

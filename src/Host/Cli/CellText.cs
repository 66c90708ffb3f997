using Spectre.Console.Rendering;

namespace CrmWorkflows.Host.Cli;

/// <summary>Text measured in columns of a terminal, where a Chinese character takes two.</summary>
internal static class CellText
{
    /// <summary>How many columns a text takes.</summary>
    public static int Width(string text) => text.Length == 0 ? 0 : new Segment(text).CellCount();

    /// <summary>A text followed by blanks up to a width; as it is when it is wider.</summary>
    public static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));
}

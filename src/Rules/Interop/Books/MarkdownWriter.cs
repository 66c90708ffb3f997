using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Deciding.Books;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>Writes Markdown with tables (GitHub's form). Text is taken as it is, except that signs which would end a table cell are escaped.</summary>
internal sealed class MarkdownWriter
{
    private readonly StringBuilder _text = new();

    public void Heading(int level, string text) => Block($"{new string('#', level)} {Line(text)}");

    public void Paragraph(string text) => Block(Line(text));

    public void Quote(string text) => Block("> " + Line(text));

    public void Write(BookBlock block)
    {
        switch (block)
        {
            case BookParagraph paragraph: Paragraph(paragraph.Text); break;
            case BookList list: List(list.Items, list.IsNumbered); break;
            case BookTable table: Table(table.Heading, table.Rows.Select(r => (IReadOnlyList<string>)r)); break;
        }
    }

    public void List(IEnumerable<string> items, bool isNumbered = false) =>
        Block(string.Join('\n', items.Select((item, i) => (isNumbered ? (i + 1).ToString(CultureInfo.InvariantCulture) + ". " : "- ") + Line(item))));

    public void Table(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells.Select(Cell)) + " |";
        Block(string.Join('\n', rows.Select(Row).Prepend("|" + string.Concat(heading.Select(_ => "--|"))).Prepend(Row(heading))));
    }

    public override string ToString() => _text.ToString();

    private void Block(string text)
    {
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(text).Append('\n');
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ").Trim();

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);
}

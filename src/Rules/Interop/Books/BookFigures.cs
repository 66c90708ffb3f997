using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>The figures and lists of a document that its sentences did not tell: maps with the same keys side by side, everything else line by line.</summary>
internal sealed class BookFigures(BookPage page, BookTexts texts, MarkdownWriter book)
{
    private readonly DecisionDocument _document = page.Document;

    public void Write()
    {
        var left = _document.Parts.Figures
            .Where(f => f.Parameter is { } name && !page.IsShown(name))
            .Select(f => (Figure: f, Value: JsonValueReader.Read(f.Node, f.Type, f.Label, new DiagnosticBag())))
            .ToArray();
        if (left.Length == 0) return;
        book.Paragraph(texts.Of("book.figures"));
        var maps = left.Where(f => f.Value.Kind == ValueKind.Map).ToArray();
        foreach (var group in maps.GroupBy(m => string.Join('\n', m.Value.AsMap().Keys), StringComparer.Ordinal)) Maps([.. group]);
        var others = left.Except(maps).SelectMany(Lines).ToArray();
        if (others.Length > 0) book.Table([texts.Of("book.figure"), texts.Of("book.value")], others);
    }

    private void Maps((LinkedFigure Figure, Value Value)[] maps)
    {
        var type = (MapType)maps[0].Figure.Type.NotNull();
        book.Table(
            [texts.Of("book.figure.key"), .. maps.Select(m => m.Figure.Label.In(texts.Language))],
            maps[0].Value.AsMap().Keys.Select(key => (string[])
            [
                page.Key(key, type),
                .. maps.Select(m => page.Wording.Value(m.Value.AsMap()[key], ((MapType)m.Figure.Type.NotNull()).Element, Unit(m.Figure))),
            ]));
    }

    private IEnumerable<string[]> Lines((LinkedFigure Figure, Value Value) figure)
    {
        var label = figure.Figure.Label.In(texts.Language);
        return figure.Figure.Type.NotNull() is RecordType record && figure.Value.Kind == ValueKind.Record
            ? record.Members.Select(m => new[] { texts.Of("book.figureOf", label, m.Label ?? figure.Figure.Label), page.Wording.Value(figure.Value.AsRecord()[m.Name], m.Type, Unit(figure.Figure)) })
            : [[label, page.Wording.Value(figure.Value, figure.Figure.Type, Unit(figure.Figure))]];
    }

    private LocalizedText? Unit(LinkedFigure figure) => _document.Source.Parameters[figure.Parameter!].Unit;
}

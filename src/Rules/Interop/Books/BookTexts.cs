using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>The texts of a book in one language.</summary>
internal sealed class BookTexts(Language language)
{
    public Language Language { get; } = language;

    public string Of(string key, params ReadOnlySpan<object?> arguments) => Sentence.Of(key, Language, arguments);

    /// <summary>A reference to the published text, with the language's own signs between its places.</summary>
    public string Reference(string reference) => Reference(reference, Language);

    /// <inheritdoc cref="Reference(string)"/>
    public static string Reference(string reference, Language language) =>
        language == Language.Chinese
            ? reference.Replace(';', '；')
            : reference.Replace("、", ", ", StringComparison.Ordinal).Replace(";", "; ", StringComparison.Ordinal);

    public string Joined(IEnumerable<string> parts) => string.Join(Of("value.separator"), parts);

    /// <summary>What kind of value a type takes: <c>date</c>, <c>one of: A, B</c>, <c>list of visits (day, by whom)</c>.</summary>
    public string Type(FactType type) => type.NotNull() switch
    {
        EnumType e when e.Declaration.Members.Length == 1 => Of("book.type.single", e.Declaration.LabelOf(e.Declaration.Members[0].Code)),
        EnumType e => Of(e.Declaration.IsOrdered ? "book.type.ordered" : "book.type.enum", Joined(e.Declaration.Members.Select(m => e.Declaration.LabelOf(m.Code).In(Language)))),
        ListType list => Of("book.type.list", Type(list.Element)),
        MapType map => Of("book.type.map", Type(map.Key), Type(map.Element)),
        RecordType record => Of("book.type.record", Joined(record.Members.Select(m => m.Label?.In(Language) ?? m.Name))),
        MoneyType money => Of("book.type.money", TextCatalog.Rules.Find("currency.name." + money.Currency)?.In(Language) ?? money.Currency),
        { Kind: Values.ValueKind.Boolean } => Of("book.type.Boolean"),
        { Kind: var kind } scalar => Of(scalar.BaseName == "Percentage" ? "book.type.Percentage" : "type." + kind),
    };
}

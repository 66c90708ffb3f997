using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>An item whose formulas are known; its code gets its type when all items are.</summary>
internal sealed record LinkedItem(ChecklistItem Item, Formula? Required, Formula When, Formula? Satisfied, Presence? Present);

/// <summary>Turns the parts of a checklist into checks, and reports what does not hold together.</summary>
internal sealed class ChecklistLinker(ChecklistDocument document, LinkContext context)
{
    private Presence? _present;

    public KindBody? Link()
    {
        var when = context.Condition(document.When, document);
        if (!HasOneSource() || ItemsOf() is not { } items) return null;
        var checks = ImmutableArray.CreateBuilder<Check?>();
        FactType? code = null;
        if ((document.Sequence ?? document.Stages) is { } order)
        {
            if (new SequenceLinker(document, context, this).Link(order) is not var (check, steps)) return null;
            checks.Add(check);
            code = steps;
        }
        else if (items.Count > 0)
        {
            // The type of the codes follows from all lists together, so it stands before the items are linked.
            if ((code = CodeType(items)) is null) return null;
            checks.AddRange(items.Select(i => Item(i, code)));
        }
        var found = code;
        if (document.Forbidden is { } forbidden)
        {
            if (Forbidden(forbidden) is not var (check, type)) return null;
            checks.Add(check);
            found = type;
        }
        return when is null || checks.Any(c => c is null) ? null : new ChecklistBody(when, [.. checks.OfType<Check>()], code ?? found!, found!);
    }

    /// <summary>Whether there is something to check, and one order in which it is reported.</summary>
    private bool HasOneSource()
    {
        string[] named =
        [
            .. document.Required is null ? [] : (string[])["required"],
            .. document.Items.Count == 0 ? [] : (string[])["items"],
            .. document.Sequence is null ? [] : (string[])["sequence"],
            .. document.Stages is null ? [] : (string[])["stages"],
        ];
        var start = document.Span with { Length = 1 };
        if (named.Length == 0 && document.Forbidden is null) context.Diagnostics.Add(ChecklistDiagnostics.NothingToCheck, start);
        if (named.Length > 1) context.Diagnostics.Add(ChecklistDiagnostics.SeveralSources, start, string.Join(", ", named));
        var inOrder = document.Sequence is not null || document.Stages is not null;
        return (named.Length == 1 || (named.Length == 0 && document.Forbidden is not null))
            & Partner(document.Required is not null, "required", document.Present is not null, "present")
            & Partner(document.Present is not null, "present", document.Required is not null || document.Items.Count > 0, "required, items")
            & Partner(document.Sequence is not null, "sequence", document.Completed is not null, "completed")
            & Partner(document.Stages is not null, "stages", document.Completed is not null, "completed")
            & Partner(document.Completed is not null, "completed", inOrder, "sequence, stages")
            & Partner(document.Requested is not null, "requested", inOrder, "sequence, stages")
            & Partner(document.Actors is not null, "actors", inOrder, "sequence, stages")
            & Partner(document.Forbidden is not null, "forbidden", document.Found is not null, "found")
            & Partner(document.Found is not null, "found", document.Forbidden is not null, "forbidden");
    }

    private bool Partner(bool has, string name, bool hasOther, string other)
    {
        if (!has || hasOther) return true;
        var place = (document.Node as JsonObjectNode)?[name]?.Span ?? document.Span with { Length = 1 };
        context.Diagnostics.Add(ChecklistDiagnostics.WithoutPartner, place, name, other);
        return false;
    }

    /// <summary>The items, or the one list written short; null after an error.</summary>
    private List<LinkedItem>? ItemsOf()
    {
        if (document.Present is not null && (_present = PresenceOf(document.Present)) is null) return null;
        if (document.Required is not null)
        {
            var whole = new ChecklistItem { Required = document.Required };
            whole.Node = document.Required.Node;
            return ItemOf(whole) is { } only ? [only] : null;
        }
        var items = document.Items.Select(ItemOf).ToArray();
        return items.Any(i => i is null) ? null : [.. items.OfType<LinkedItem>()];
    }

    private LinkedItem? ItemOf(ChecklistItem item)
    {
        if ((item.Code is null) == (item.Required is null) || (item.Required is not null && (item.Satisfied is not null || item.Label is not null)) || (item.Satisfied is not null && item.Present is not null))
        {
            context.Diagnostics.Add(ChecklistDiagnostics.ItemShape, item.Span);
            return null;
        }
        var when = context.Condition(item.When, item);
        var required = item.Required is null ? null : ListOf(item.Required);
        var present = item.Present is null ? item.Satisfied is null ? _present : null : PresenceOf(item.Present);
        var satisfied = item.Satisfied is null ? null : context.Condition(item.Satisfied);
        if (item.Satisfied is null && item.Present is null && _present is null)
        {
            // The code is the name of a fact that says yes or no.
            if (item.Code is { } name && context.Scope.Find(name) is { } symbol && TypeRules.IsBoolean(symbol.Type)) satisfied = context.Condition(new ExpressionText(CodeNode(item)));
            else
            {
                var yesNo = context.Scope.Names.Where(n => TypeRules.IsBoolean(context.Scope.Find(n)!.Type));
                context.Diagnostics.Add(ChecklistDiagnostics.NowhereToLook, item.Span, item.Code ?? item.Required!.Text, item.Code is null ? LocalizedText.Same("") : Suggestion.Phrase(item.Code, yesNo));
                return null;
            }
        }
        var ok = when is not null && (item.Required is null || required is not null) && (present is not null || satisfied is not null);
        return ok ? new LinkedItem(item, required, when!, satisfied, present) : null;
    }

    private static JsonSourceNode CodeNode(ChecklistItem item) => item.Node is JsonObjectNode obj ? obj["code"]! : item.Node;

    /// <summary>The one type of all codes: what the document says, else the type of the lists that single codes fit in, else text.</summary>
    private FactType? CodeType(List<LinkedItem> items)
    {
        if (document.Codes is { } declared) return context.Type(declared);
        FactType? type = null;
        foreach (var list in items.Where(i => i.Required is not null).Select(i => ElementOf(i.Required!)).Concat(items.Where(i => i.Item.Code is not null && i.Present is not null).Select(i => i.Present!.Code)))
            type = type is null ? list : TypeRules.Common(type, list) ?? ScalarType.Text;
        return type is EnumType known && items.All(i => i.Item.Code is not { } code || known.Declaration.IndexOf(code) >= 0) ? known.NotNull() : ScalarType.Text;
    }

    /// <summary>The check of an item; null when its codes can never be found where they are looked up.</summary>
    private Check? Item(LinkedItem linked, FactType type)
    {
        var item = linked.Item;
        if (item.Code is { } code)
        {
            if (!Knows(type, code, CodeNode(item).Span) || (linked.Present is not null && !Knows(linked.Present.Code, code, CodeNode(item).Span))) return null;
            var canonical = type is EnumType known ? known.Declaration.Canonical(code)! : code;
            var label = item.Label ?? (type is EnumType labelled ? labelled.Declaration.LabelOf(code) : LabelOf(code));
            return new ItemCheck(Value.Of(canonical), label, linked.When, linked.Satisfied, linked.Present, item.Clause, item.Span);
        }
        var required = linked.Required!;
        return SameCodes(ElementOf(required), linked.Present!.Code, linked.Present.Formula, required) && Constant(required, linked.Present.Code)
            && (document.Codes is null || SameCodes(type, ElementOf(required), required, required))
            ? new ListCheck(required, type, linked.When, linked.Present, item.Clause)
            : null;
    }

    // What a fact of the same name is called, for a code without a label.
    private LocalizedText LabelOf(string code) => context.Scope.Find(code)?.Label ?? LocalizedText.Same(code);

    private bool Knows(FactType type, string code, SourceSpan span)
    {
        if (type.NotNull() is not EnumType known || known.Declaration.IndexOf(code) >= 0) return true;
        var codes = known.Declaration.Members.Select(m => m.Code).ToArray();
        context.Diagnostics.Add(ChecklistDiagnostics.UnknownCode, span, code, known.BaseName, Suggestion.Phrase(code, codes));
        return false;
    }

    // A list of plain texts whose figures are known can be compared with the codes that can be present.
    public bool Constant(Formula list, FactType type)
    {
        if (list.Tree is not BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.List } parameter }) return true;
        return parameter.Value.AsList().Items.Where(c => c.Kind == ValueKind.Text).Aggregate(true, (ok, c) => Knows(type, c.AsText(), list.Span) & ok);
    }

    public bool SameCodes(FactType asked, FactType there, Formula place, Formula list)
    {
        if (TypeRules.Common(asked, there) is { } common && common.Kind == ValueKind.Text && !(asked.NotNull() is EnumType && there.NotNull() is EnumType && common is not EnumType)) return true;
        context.Diagnostics.Add(ChecklistDiagnostics.DifferentCodes, place.Span, list.Text, asked.Name, place.Text, there.Name);
        return false;
    }

    /// <summary>The check of what is forbidden, and the type of its codes.</summary>
    private (Check Check, FactType Type)? Forbidden(ExpressionText forbidden)
    {
        var list = ListOf(forbidden);
        var found = PresenceOf(document.Found!);
        if (list is null || found is null || !SameCodes(ElementOf(list), found.Code, found.Formula, list) || !Constant(list, found.Code)) return null;
        return (new ForbiddenCheck(list, ElementOf(list), found), ElementOf(list).NotNull());
    }

    public Formula? ListOf(ExpressionText text)
    {
        if (context.Formula(text) is not { } formula) return null;
        if (formula.Type.NotNull() is ListType { Element.Kind: ValueKind.Text }) return formula;
        context.Diagnostics.Add(ChecklistDiagnostics.NotAList, text.Span, formula.Type.Name);
        return null;
    }

    public Presence? PresenceOf(ExpressionText text)
    {
        if (context.Formula(text) is not { } formula) return null;
        switch (formula.Type.NotNull())
        {
            case ListType { Element.Kind: ValueKind.Text } list: return new Presence(formula, list.Element);
            case MapType map: return new Presence(formula, map.Key);
            default:
                context.Diagnostics.Add(ChecklistDiagnostics.NotAList, text.Span, formula.Type.Name);
                return null;
        }
    }

    public static FactType ElementOf(Formula list) => ((ListType)list.Type.NotNull()).Element;
}

using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Links one document: types, parameters, facts, contract, intermediate results, body, outcome, in this order.</summary>
internal sealed class DocumentLinker(
    PolicyDocument document,
    TypeTable policyTypes,
    FunctionLibrary functions,
    Func<string, Calendar?> findCalendar,
    Func<string, DecisionDocument?> findDecision,
    IEnumerable<string> decisionNames,
    DiagnosticBag diagnostics)
{
    private readonly List<FactDeclaration> _facts = [];

    /// <summary>Values of parameters that take the place of those of a base.</summary>
    public ImmutableArray<ParameterOverride> Overrides { get; init; } = [];

    /// <summary>Files of other products that stand beside the document.</summary>
    public Func<string, JsonSourceNode?> ForeignFile { get; init; } = _ => null;

    public DecisionDocument? Link(IPolicyKind kind)
    {
        var errorsBefore = Errors();
        var types = DeclaredTypes.Read(document.Types, policyTypes.With(kind.Types), diagnostics);
        var scope = new Scope(functions, types) { HasCalendar = document.Calendar is not null };
        var context = new LinkContext(document, scope, diagnostics) { ForeignFile = ForeignFile };
        new ParameterLinker(context, Overrides).Link(document.Parameters);
        LinkFacts(context);
        var requirements = LinkRequirements(context);
        var calendar = LinkCalendar(context);
        var steps = LinkUses(context).Concat(LinkLets(context)).ToImmutableArray();
        var body = kind.Link(document, context);
        int? resultSlot = null;
        if (body?.ResultType is { } resultType)
        {
            if (scope.TryAddLocal("result", resultType) is { } result) resultSlot = result.Slot;
            else diagnostics.Add(DocumentDiagnostics.NameTaken, document.Span with { Length = 1 }, "result");
        }
        // Without a body its result has no type, and every use of it would be reported again.
        var outcome = body is null ? [] : LinkOutcome(context);
        if (body is null || Errors() > errorsBefore) return null;
        return new DecisionDocument(document, new LinkedParts(
            [.. _facts], new Contract([.. _facts], requirements), calendar, steps, body, resultSlot, outcome, scope.LocalCount, types, [.. scope.UsedFunctions]) { Formulas = [.. context.Formulas], Cells = [.. context.Cells], Figures = [.. context.Figures], UsedFacts = [.. scope.UsedFacts] });
    }

    private int Errors() => diagnostics.HasErrors ? diagnostics.ToImmutable().Count(d => d.Severity == Severity.Error) : 0;

    private void LinkFacts(LinkContext context)
    {
        foreach (var entry in document.Facts)
        {
            if (context.Type(entry.Type) is not { } type)
            {
                context.Scope.AddBroken(entry.Name);
                continue;
            }
            var absent = Value.Null;
            if (entry.Absent is { } node) absent = JsonValueReader.Read(node, type.OrNull(), entry.Label, diagnostics);
            // An optional fact without a value of its own reads as null.
            var seen = !entry.Required && !absent.IsPresent ? type.OrNull() : type;
            if (!context.Scope.TryAdd(new FactSymbol(entry.Name, seen, entry.Label, _facts.Count) { Unit = entry.Unit }))
                diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, entry.Name);
            _facts.Add(new FactDeclaration(entry.Name, type, entry.Label, entry.Required, absent, entry.From) { Unit = entry.Unit });
        }
    }

    private ImmutableArray<Requirement> LinkRequirements(LinkContext context)
    {
        var requirements = ImmutableArray.CreateBuilder<Requirement>();
        foreach (var entry in document.Requires)
        {
            var when = entry.When is null ? null : context.Condition(entry.When);
            var indexes = entry.Facts.Select(name => IndexOf(context, name, entry)).ToImmutableArray();
            if ((entry.Each is null) != (entry.In is null) || (entry.Each is null && indexes.IsEmpty))
            {
                diagnostics.Add(DocumentDiagnostics.RequirementShape, entry.Span);
                continue;
            }
            Formula? keys = null;
            var map = -1;
            if (entry.Each is not null)
            {
                keys = context.Formula(entry.Each, new ListType(ScalarType.Text));
                map = IndexOf(context, entry.In!, entry);
                if (map >= 0 && _facts[map].Type.NotNull() is not MapType) diagnostics.Add(DocumentDiagnostics.RequirementShape, entry.Span);
            }
            requirements.Add(new Requirement(when, indexes, keys, map));
        }
        return requirements.ToImmutable();
    }

    private int IndexOf(LinkContext context, string fact, DocumentPart part)
    {
        var index = _facts.FindIndex(f => f.Name == fact);
        if (index < 0 && !context.Scope.IsBroken(fact)) diagnostics.Add(DocumentDiagnostics.UnknownFact, part.Span, fact, Suggestion.Phrase(fact, _facts.Select(f => f.Name)));
        return index;
    }

    private LinkedCalendar? LinkCalendar(LinkContext context)
    {
        if (document.Calendar is not { } reference) return null;
        var days = new ListType(ScalarType.Date, nullable: true);
        var holidays = reference.Holidays is null ? null : context.Formula(reference.Holidays, days);
        var makeUp = reference.MakeUp is null ? null : context.Formula(reference.MakeUp, days);
        var (opens, hours) = LinkWindow(reference, context);
        if (findCalendar(reference.Base) is { } found) return new LinkedCalendar(found, holidays, makeUp, opens, hours);
        diagnostics.Add(PolicySetDiagnostics.UnknownCalendar, reference.Span, reference.Base);
        return null;
    }

    private (Formula? Opens, Formula? Hours) LinkWindow(CalendarReference reference, LinkContext context)
    {
        if (reference.Opens is null && reference.Hours is null) return (null, null);
        if (reference.Opens is null || reference.Hours is null || reference.Holidays is not null || reference.MakeUp is not null)
        {
            diagnostics.Add(DocumentDiagnostics.CalendarWindow, reference.Span);
            return (null, null);
        }
        var (opens, hours) = (context.Formula(reference.Opens, ScalarType.TimeOfDay), context.Formula(reference.Hours));
        if (hours is not null && hours.Type is not { Kind: ValueKind.WorkingTime or ValueKind.Duration, IsNullable: false }) diagnostics.Add(DocumentDiagnostics.CalendarWindow, reference.Hours.Span);
        return (opens, hours);
    }

    private List<IStep> LinkUses(LinkContext context)
    {
        var steps = new List<IStep>();
        foreach (var use in document.Uses)
        {
            if (findDecision(use.Decision) is not { } other)
            {
                // A document that exists but did not link has been reported itself.
                if (!decisionNames.Contains(use.Decision))
                    diagnostics.Add(DocumentDiagnostics.UnknownDecision, use.Span, use.Decision, Suggestion.Phrase(use.Decision, decisionNames));
                context.Scope.AddBroken(use.Name);
                continue;
            }
            foreach (var name in use.With.Keys)
                if (!other.Facts.Any(f => f.Name == name))
                    diagnostics.Add(DocumentDiagnostics.UnknownFact, use.Span, name, Suggestion.Phrase(name, other.Facts.Select(f => f.Name)));
            var facts = other.Facts.Select(f => use.With.TryGetValue(f.Name, out var text) ? context.Formula(text, f.Type.OrNull()) : SameName(context, f, use)).ToImmutableArray();
            var type = TypeRules.RecordOf([.. other.Fields.Select(f => new RecordMember(f.Name, f.Type, f.Label))]);
            if (context.Scope.TryAddLocal(use.Name, type, other.Title) is { } symbol)
                steps.Add(new UseStep(other, facts, symbol.Slot, type, other.Title, use.Span));
            else
                diagnostics.Add(DocumentDiagnostics.NameTaken, use.Span, use.Name);
        }
        return steps;
    }

    private static Formula? SameName(LinkContext context, FactDeclaration fact, UseEntry use) =>
        context.Scope.Find(fact.Name) is { } symbol && symbol is not InputSymbol && TypeRules.IsAssignable(symbol.Type, fact.Type.OrNull())
            ? new Formula(new BoundSymbol(new NameSyntax(default, fact.Name), symbol), fact.Name, _ => use.Span)
            : null;

    private List<IStep> LinkLets(LinkContext context)
    {
        var steps = new List<IStep>();
        foreach (var entry in document.Let)
        {
            var declared = entry.Type is null ? null : context.Type(entry.Type);
            var formula = declared is null ? context.Formula(entry.Value) : context.Formula(entry.Value, declared);
            if (formula is null)
            {
                context.Scope.AddBroken(entry.Name);
                continue;
            }
            if (context.Scope.TryAddLocal(entry.Name, declared ?? formula.Type, entry.Label) is { } symbol)
                steps.Add(new LetStep(formula, symbol.Slot, symbol.Type, entry.Label ?? LocalizedText.Same(entry.Name)));
            else
                diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, entry.Name);
        }
        return steps;
    }

    private ImmutableArray<LinkedOutcome> LinkOutcome(LinkContext context)
    {
        if (document.Outcome.Count == 0) diagnostics.Add(DocumentDiagnostics.NoOutcome, document.Span with { Length = 1 });
        var outcome = ImmutableArray.CreateBuilder<LinkedOutcome>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in document.Outcome)
        {
            if (!names.Add(entry.Name)) diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, entry.Name);
            if (context.Type(entry.Type) is not { } type) continue;
            if (entry.Round is not null && !TypeRules.IsNumeric(type)) diagnostics.Add(DocumentDiagnostics.RoundNotNumber, entry.Span, entry.Name, type.Name);
            if (context.Formula(entry.Value, type) is { } formula) outcome.Add(new LinkedOutcome(new OutcomeField(entry.Name, type, entry.Label), formula, entry.Round));
        }
        return outcome.ToImmutable();
    }
}

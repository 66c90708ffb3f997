using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Running;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>
/// Free logic in a RulesEngine file. The facts of the envelope have types, so that every expression of the file is checked when the
/// policy is loaded; what RulesEngine would only find at run time is an error with its place.
/// </summary>
internal sealed class RuleSetKind : IPolicyKind
{
    public const string KindName = "RuleSet";

    public string Name => KindName;

    public Type DocumentType => typeof(RuleSetDocument);

    public void Describe(PolicyDocument document, BookPage page) => new RuleSetBook((RuleSetDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var envelope = (RuleSetDocument)document;
        if (context.ForeignFile(envelope.File) is not { } file)
        {
            context.Diagnostics.Add(RuleSetDiagnostics.NoFile, document.Span with { Length = 1 }, envelope.File);
            return null;
        }
        var inputs = Inputs(envelope, context);
        var settings = new RuleSetSettings { IsExpressionCaseSensitive = envelope.CaseSensitive, Dialect = new DialectOptions(!envelope.CaseSensitive, HasClock: true, []) };
        if (WorkflowSet.Read([file], settings.Options, context.Diagnostics) is not { } set) return null;
        if (set.Find(envelope.Workflow) is not { } workflow)
        {
            context.Diagnostics.Add(RuleSetDiagnostics.UnknownWorkflow, document.Span with { Length = 1 }, envelope.Workflow, Suggestion.Phrase(envelope.Workflow, set.Workflows.Select(w => w.Name)));
            return null;
        }
        if (inputs is null || !Check(set, workflow, inputs.Value, settings, context.Diagnostics)) return null;
        return new RuleSetBody(new RuleSetRunner(set, settings), workflow, inputs.Value, Outputs(envelope, context));
    }

    private static ImmutableArray<RuleSetInput>? Inputs(RuleSetDocument envelope, LinkContext context)
    {
        var given = envelope.Inputs.Count > 0
            ? envelope.Inputs.Select(i => (i.Key, context.Formula(i.Value)))
            : envelope.Facts.Select(f => (f.Name, context.FactFormula(f.Name)));
        var inputs = ImmutableArray.CreateBuilder<RuleSetInput>();
        var ok = true;
        foreach (var (name, formula) in given)
        {
            if (formula is not null && FactInputs.TypeOf(formula.Type) is { } type) inputs.Add(new RuleSetInput(name, formula, type));
            else
            {
                if (formula is not null) context.Diagnostics.Add(RuleSetDiagnostics.FactType, formula.Span, name, formula.Type.Name);
                ok = false;
            }
        }
        // RulesEngine sees its inputs in the order of their names.
        return ok ? [.. inputs.OrderBy(i => i.Name, StringComparer.Ordinal)] : null;
    }

    // In a policy nothing is left to run time that can be known before.
    private static bool Check(WorkflowSet set, WorkflowDefinition workflow, ImmutableArray<RuleSetInput> inputs, RuleSetSettings settings, DiagnosticBag diagnostics)
    {
        if (set.MissingInjection(workflow) is not null) return false;
        var plan = WorkflowPlan.Compile(workflow, set.RulesOf(workflow), [.. inputs.Select(i => new DialectParameter(i.Name, i.Type))], settings);
        foreach (var failure in plan.Failures) diagnostics.Add(failure.Diagnostic.Arguments.OfType<Diagnostic>().FirstOrDefault() ?? failure.Diagnostic);
        var actions = new ActionCheck(set, settings, diagnostics);
        foreach (var rule in plan.Rules) actions.Check(rule);
        if (plan.SameName is { } twice) diagnostics.Add(RuleSetDiagnostics.NotRunnable, twice.Span, twice.Name);
        return !diagnostics.HasErrors;
    }

    private static ImmutableArray<RuleSetOutputPlan> Outputs(RuleSetDocument envelope, LinkContext context) =>
        [.. envelope.Outputs.Select(o => (o.Key, Type: context.Type(o.Value.Type), o.Value)).Where(o => o.Type is not null).Select(o => new RuleSetOutputPlan(o.Key, o.Type!.OrNull(), o.Value.Label, o.Value.Rule))];
}

/// <summary>What a rule puts out, as a member of the result.</summary>
internal sealed record RuleSetOutputPlan(string Name, FactType Type, LocalizedText? Label, string? Rule);

/// <summary>An input of the workflow.</summary>
internal sealed record RuleSetInput(string Name, Formula Formula, StaticType Type);

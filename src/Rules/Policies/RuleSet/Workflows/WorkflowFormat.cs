using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Policies.RuleSet.Workflows;

/// <summary>What a property of a RulesEngine file may hold.</summary>
internal enum WorkflowForm
{
    /// <summary>A text or null.</summary>
    Text,

    /// <summary>A text that says something.</summary>
    Name,

    /// <summary>A text, possibly empty.</summary>
    Given,

    /// <summary>A list of texts or null.</summary>
    Texts,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>And, AndAlso, Or, OrElse in any case, or null.</summary>
    Operator,

    /// <summary>0.</summary>
    Zero,

    /// <summary>0 or LambdaExpression in any case.</summary>
    Lambda,

    /// <summary>An object of any content, or null.</summary>
    Free,

    /// <summary>One part, or null.</summary>
    Part,

    /// <summary>A list of parts, or null.</summary>
    Parts,
}

/// <summary>A property of a part.</summary>
/// <param name="Part">The part below it, where it holds one.</param>
internal sealed record WorkflowProperty(string Name, WorkflowForm Form, string? Part = null);

/// <summary>
/// The format of RulesEngine files: what the reader knows and what the schema for editors is made from, so that neither can run ahead of the
/// other.
/// </summary>
internal static class WorkflowFormat
{
    public const string Workflow = "Workflow", Rule = "Rule", Parameter = "ScopedParam", Actions = "RuleActions", Action = "ActionInfo";

    /// <summary>The properties of each part, in the order in which they are mostly written.</summary>
    public static ImmutableDictionary<string, ImmutableArray<WorkflowProperty>> Parts { get; } = new Dictionary<string, ImmutableArray<WorkflowProperty>>
    {
        [Workflow] =
        [
            new("$schema", WorkflowForm.Text), new("WorkflowName", WorkflowForm.Name), new("WorkflowsToInject", WorkflowForm.Texts), new("RuleExpressionType", WorkflowForm.Zero),
            new("GlobalParams", WorkflowForm.Parts, Parameter), new("Rules", WorkflowForm.Parts, Rule),
        ],
        [Rule] =
        [
            new("RuleName", WorkflowForm.Name), new("Enabled", WorkflowForm.Flag), new("SuccessEvent", WorkflowForm.Text), new("ErrorMessage", WorkflowForm.Text),
            new("RuleExpressionType", WorkflowForm.Lambda), new("LocalParams", WorkflowForm.Parts, Parameter), new("Expression", WorkflowForm.Text), new("Operator", WorkflowForm.Operator),
            new("Rules", WorkflowForm.Parts, Rule), new("Actions", WorkflowForm.Part, Actions), new("Properties", WorkflowForm.Free), new("WorkflowsToInject", WorkflowForm.Texts),
        ],
        [Parameter] = [new("Name", WorkflowForm.Given), new("Expression", WorkflowForm.Text)],
        [Actions] = [new("OnSuccess", WorkflowForm.Part, Action), new("OnFailure", WorkflowForm.Part, Action)],
        [Action] = [new("Name", WorkflowForm.Text), new("Context", WorkflowForm.Free)],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The names of the properties of a part.</summary>
    public static IReadOnlyList<string> NamesOf(string part) => Names[part];

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Names = Parts.ToImmutableDictionary(p => p.Key, p => p.Value.Select(v => v.Name).ToImmutableArray());
}

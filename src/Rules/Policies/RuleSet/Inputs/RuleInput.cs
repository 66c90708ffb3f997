using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>A named value with its type: an input, a global, a local.</summary>
internal readonly record struct RuleInput(string Name, StaticType Type, object? Value)
{
    /// <summary>The same as something else sees it that knows only the value: null has no type of its own.</summary>
    public RuleInput Seen() => Value is null ? this with { Type = StaticType.Object }
        : Type.Clr == typeof(object) ? this with { Type = OfValue(Value) } : this with { Type = Type.NotNull() };

    private static StaticType OfValue(object value) => value is RecordValue record ? StaticType.Record(record.Shape) : StaticType.Of(value.GetType());
}

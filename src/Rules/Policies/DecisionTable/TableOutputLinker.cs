using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>Gives the outputs of a table their types, and holds hit policy, aggregate and priority together.</summary>
internal sealed class TableOutputLinker(LinkContext context)
{
    public TableOutput?[] Link(DecisionTableDocument table)
    {
        var outputs = table.Outputs.Select(Link).ToArray();
        if (table.Aggregate is { } aggregate)
        {
            if (table.HitPolicy != HitPolicy.Collect || (aggregate != TableAggregate.Count && outputs.Length != 1))
                context.Diagnostics.Add(DecisionTableDiagnostics.AggregateMisplaced, table.Span with { Length = 1 }, Camel(aggregate.ToString()));
            else if (aggregate != TableAggregate.Count && outputs[0] is { } only && !Fits(aggregate, only.Type.NotNull()))
                context.Diagnostics.Add(DecisionTableDiagnostics.NotAggregable, table.Outputs[0].Span, only.Name, only.Type.Name, Camel(aggregate.ToString()));
        }
        var needsPriority = table.HitPolicy is HitPolicy.Priority or HitPolicy.OutputOrder;
        if (needsPriority != table.Outputs.Any(o => o.Priority is not null))
            context.Diagnostics.Add(DecisionTableDiagnostics.NoPriority, table.Span with { Length = 1 }, Camel(table.HitPolicy.ToString()));
        return outputs;
    }

    private TableOutput? Link(TableOutputEntry entry)
    {
        if (context.Type(entry.Type) is not { } type) return null;
        IComparer<Value>? priority = null;
        switch (entry.Priority)
        {
            case null: break;
            case JsonTextNode { Value: "highestFirst" or "lowestFirst" } direction when TypeRules.IsOrdered(type.NotNull()):
                priority = new Ordered(type.NotNull(), direction.Value == "highestFirst" ? -1 : 1);
                break;
            case JsonArrayNode list:
                var values = list.Items.Select(i => JsonValueReader.Read(i, type, entry.Label, context.Diagnostics)).ToArray();
                if (values.Any(v => v.IsMissing)) return null;
                priority = new Listed(values);
                break;
            default:
                context.Diagnostics.Add(DecisionTableDiagnostics.PriorityShape, entry.Priority.Span, entry.Name, type.Name);
                return null;
        }
        return new TableOutput(entry.Name, type, entry.Label, priority);
    }

    private static bool Fits(TableAggregate aggregate, FactType type) =>
        aggregate == TableAggregate.Sum ? TypeRules.Arithmetic(ArithmeticOperator.Add, type, type) is not null && type.Kind != ValueKind.Text : TypeRules.IsOrdered(type);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    // Null goes last, whatever the direction.
    private sealed class Ordered(FactType type, int direction) : IComparer<Value>
    {
        public int Compare(Value x, Value y) =>
            x.IsPresent && y.IsPresent ? direction * Operators.Order(x, y, type) : y.IsPresent.CompareTo(x.IsPresent);
    }

    // A value that is not listed goes behind those that are.
    private sealed class Listed(Value[] values) : IComparer<Value>
    {
        public int Compare(Value x, Value y) => Place(x).CompareTo(Place(y));

        private int Place(Value value) => Array.IndexOf(values, value) is >= 0 and var place ? place : values.Length;
    }
}

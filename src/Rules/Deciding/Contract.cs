using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>
/// Which facts must be there: the required ones, and those that the case at hand demands. Checked completely before the body runs, so that
/// the answer names all that is missing, in order of declaration.
/// </summary>
internal sealed class Contract(ImmutableArray<FactDeclaration> facts, ImmutableArray<Requirement> requirements)
{
    /// <summary>Names what is missing, and gives absent optional facts their value.</summary>
    public ImmutableArray<string> Check(EvaluationContext context)
    {
        var values = context.Facts;
        List<(int Index, string Path)>? missing = null;
        ulong absent = 0;
        HashSet<int>? absentBeyond = null;
        for (var i = 0; i < facts.Length; i++)
        {
            if (!values[i].IsMissing) continue;
            if (facts[i].Required)
            {
                (missing ??= []).Add((i, facts[i].Name));
                values[i] = Value.Missing(facts[i].Name);
            }
            else
            {
                if (i < 64) absent |= 1UL << i;
                else (absentBeyond ??= []).Add(i);
                values[i] = facts[i].Absent;
            }
        }
        foreach (var requirement in requirements)
        {
            if (requirement.When is { } when && !when.Evaluate(context).IsTrue) continue;
            foreach (var index in requirement.Facts)
                if (!facts[index].Required && (index < 64 ? (absent & (1UL << index)) != 0 : absentBeyond?.Contains(index) == true))
                    (missing ??= []).Add((index, facts[index].Name));
            if (requirement.Keys is not { } keys || !values[requirement.Map].IsPresent) continue;
            var wanted = keys.Evaluate(context);
            if (!wanted.IsPresent) continue;
            var map = values[requirement.Map].AsMap();
            foreach (var key in wanted.AsList().Items)
                if (!map.TryGet(key.AsText(), out _))
                    (missing ??= []).Add((requirement.Map, $"{facts[requirement.Map].Name}.{key.AsText()}"));
        }
        return missing is null ? [] : [.. missing.OrderBy(m => m.Index).Select(m => m.Path).Distinct()];
    }

    /// <summary>
    /// Adds to one delegate what it must look for beyond the required facts, which their loader sees to: it leaves when something is missing.
    /// False when that cannot be told in the delegate.
    /// </summary>
    public bool Fuse(BodyFuser fuser, IFactLoader loader)
    {
        foreach (var requirement in requirements)
        {
            if (requirement.Keys is not null) return false;
            var absent = requirement.Facts.Where(i => !facts[i].Required).Select(i => loader.IsAbsent(i, facts[i])).OfType<Expression>().ToArray();
            if (absent.Length == 0) continue;
            var demanded = absent.Aggregate(Expression.OrElse);
            if (requirement.When is { } when)
            {
                // One that can fault faults whatever is there.
                if (fuser.Scalars.Condition(when.Tree) is not { CanFault: false } holds) return false;
                demanded = Expression.AndAlso(demanded, holds.Code);
            }
            fuser.Add(Expression.IfThen(demanded, fuser.Leave()));
        }
        return true;
    }
}

/// <summary>Facts that are demanded when a condition holds, or keys that a map must hold.</summary>
internal sealed record Requirement(Formula? When, ImmutableArray<int> Facts, Formula? Keys, int Map);

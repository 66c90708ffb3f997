using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>This part binds methods over lists, arrays and records made in an expression.</summary>
internal sealed partial class DialectBinder
{
    private Bound Sequence(Bound target, CallSyntax call)
    {
        var element = target.Type.Element!;
        if (string.Equals(call.Name, "ContainsKey", StringComparison.OrdinalIgnoreCase) && DictionaryKey(target, call) is { } has) return has;
        if (Sequences.Find(call.Name) is not { } method)
        {
            if (string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase) || call.Name is "Equals") throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
            throw LateFault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase(call.Name, Sequences.Names));
        }
        if (element.IsUnknown) return EmptySequence(target, method, call);
        if (method.TakesValue) return WithValue(target, method, call);
        var item = Expression.Parameter(element.Clr, "item");
        var selectors = WithItem(new Bound(item, element), () => call.Arguments.Select(a => a is LambdaSyntax l && l.Parameters.Length == 1 ? InLambda(l, _it!) : Bind(a)).ToList());
        if (selectors.Count == 0) return Plain(target, method, call);
        if (selectors.Count > 1) throw LateFault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
        return WithSelector(target, method, call, item, selectors[0]);
    }

    // Inside the argument the item is "it", and what was "it" is "parent".
    private T WithItem<T>(Bound item, Func<T> bind)
    {
        var (outerIt, outerParent) = (_it, _parent);
        (_it, _parent) = (item, _it);
        try
        {
            return bind();
        }
        finally
        {
            (_it, _parent) = (outerIt, outerParent);
        }
    }

    private Bound Plain(Bound target, SequenceMethod method, CallSyntax call)
    {
        var element = target.Type.Element!;
        if (method.Name is "Sum" or "Average")
        {
            // RulesEngine takes Sum() only behind another method over the list; here it means what it says.
            var source = typeof(IEnumerable<>).MakeGenericType(element.Clr);
            var aggregate = typeof(Enumerable).GetMethod(method.Name, [source]) ?? throw LateFault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
            if (IsListOrArray(target.Clr)) throw LateFault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
            return Typed(Expression.Call(aggregate, Charged(target.Node, element.Clr)));
        }
        return Give(target, method, call, Enumerated(call, method.Name, [element.Clr], target.Node), element);
    }

    private static bool IsListOrArray(Type type) => type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>));

    private Bound WithSelector(Bound target, SequenceMethod method, CallSyntax call, ParameterExpression item, Bound selector)
    {
        var element = target.Type.Element!;
        if (method.Name is "Sum" or "Average")
        {
            var (count, _, promoted) = Overloads.Choose(Signatures.Summable, [selector]);
            if (count == 1) selector = Typed(promoted[0]);
        }
        var isSort = method.Result == SequenceResult.Ordered;
        Type[] types = isSort || method.Result is SequenceResult.Selected or SequenceResult.Extreme or SequenceResult.Groups ? [element.Clr, selector.Clr]
            : method.Result == SequenceResult.Flattened ? [element.Clr, selector.Type.Element?.Clr ?? typeof(object)]
            : [element.Clr];
        var lambda = method.Result == SequenceResult.Flattened && selector.Type.Element is { } inner
            ? Expression.Lambda(typeof(Func<,>).MakeGenericType(element.Clr, typeof(IEnumerable<>).MakeGenericType(inner.Clr)), selector.Node, item)
            : Expression.Lambda(selector.Node, item);
        // Texts sort by code units, whatever culture the process has.
        Expression[] arguments = isSort && selector.Type.IsText
            ? [target.Node, lambda, Expression.Constant(StringComparer.Ordinal, typeof(IComparer<string>))] : [target.Node, lambda];
        return Give(target, method, call, Enumerated(call, method.Name, types, arguments), selector.Type);
    }

    private Bound WithValue(Bound target, SequenceMethod method, CallSyntax call)
    {
        var arguments = Arguments(call);
        if (method.Name == "Contains" && arguments.Count == 1) return Contains(target, arguments[0], call.NameSpan);
        var values = arguments.Select(a => method.Name is "Skip" or "Take"
            ? Promotion.Promote(a, typeof(int), exact: true, convertValues: false) ?? a.Node
            : method.Name == "DefaultIfEmpty" ? Promotion.Promote(a, target.Type.Element!.Clr, exact: true, convertValues: false) ?? a.Node : a.Node);
        return Give(target, method, call, Enumerated(call, method.Name, [target.Type.Element!.Clr], [target.Node, .. values]), target.Type.Element!);
    }

    private static Bound Contains(Bound sequence, Bound value, TextSpan span)
    {
        var element = sequence.Type.Element!;
        if (element.IsUnknown) return new Bound(Expression.Constant(false), StaticType.Boolean);
        if (value.Clr != element.Clr && value.IsLiteral && Promotion.IsWhole(value.Clr) && Promotion.IsWhole(element.Clr))
            throw LateFault(DialectDiagnostics.Operands, span, "Contains", value.Type.Name, element.Name);
        return Promotion.Promote(value, element.Clr, exact: true, convertValues: false) is { } item && (value.Clr == element.Clr || !value.Clr.IsValueType || value.IsNull)
            ? new Bound(Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [element.Clr], Charged(sequence.Node, element.Clr), item), StaticType.Boolean)
            : throw LateFault(DialectDiagnostics.Operands, span, "Contains", value.Type.Name, element.Name);
    }

    // Whatever looks through a list pays for its items.
    private static Expression Charged(Expression items, Type item) =>
        typeof(IOrderedEnumerable<>).MakeGenericType(item).IsAssignableFrom(items.Type) ? items : Expression.Call(Context, nameof(DialectContext.Charge), [item], items);

    private static MethodCallExpression Enumerated(CallSyntax call, string name, Type[] types, params Expression[] arguments)
    {
        try
        {
            arguments[0] = Charged(arguments[0], types[0]);
            return Expression.Call(typeof(Enumerable), name, types, arguments);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw LateFault(DialectDiagnostics.NoSuchCall, call.NameSpan, name, "list", Suggestion.Phrase("", []));
        }
    }

    private static Bound Give(Bound target, SequenceMethod method, CallSyntax call, MethodCallExpression node, StaticType selected)
    {
        var element = target.Type.Element!;
        return method.Result switch
        {
            SequenceResult.Own => Typed(node),
            SequenceResult.Item => new Bound(node, element),
            SequenceResult.Extreme => new Bound(node, selected),
            SequenceResult.Selected => new Bound(node, StaticType.Sequence(node.Type, selected)),
            SequenceResult.Flattened => new Bound(node, StaticType.Sequence(node.Type, selected.Element ?? throw LateFault(DialectDiagnostics.WrongType, call.Span, selected.Name, "list"))),
            SequenceResult.Groups => new Bound(node, StaticType.Sequence(node.Type, StaticType.Group(selected, element))),
            SequenceResult.List => new Bound(node, StaticType.List(element)),
            SequenceResult.Array => new Bound(node, StaticType.Array(element)),
            _ => new Bound(node, StaticType.Sequence(node.Type, element)),
        };
    }

    // Nothing is known of the items of an empty list, and nothing needs to be.
    private static Bound EmptySequence(Bound target, SequenceMethod method, CallSyntax call)
    {
        if (method.Name is "Any" or "Contains" && (method.Name == "Contains" || call.Arguments.IsEmpty)) return new Bound(Expression.Constant(false), StaticType.Boolean);
        if (call.Arguments.IsEmpty && method.Name is "Count") return new Bound(Expression.Constant(0), StaticType.Integer);
        if (call.Arguments.IsEmpty && method.Result is SequenceResult.Same or SequenceResult.List or SequenceResult.Array or SequenceResult.Item) return Give(target, method, call, Enumerated(call, method.Name, [typeof(UnknownItem)], target.Node), target.Type.Element!);
        throw LateFault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
    }

    private Bound? DictionaryKey(Bound target, CallSyntax call)
    {
        var type = new[] { target.Clr }.Concat(target.Clr.GetInterfaces()).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDictionary<,>));
        if (type is null || call.Arguments.Length != 1 || Promotion.Promote(Bind(call.Arguments[0]), type.GenericTypeArguments[0], exact: true, convertValues: false) is not { } key) return null;
        return Typed(Expression.Call(Expression.Convert(target.Node, type), type.GetMethod("ContainsKey")!, key));
    }

    private Bound NewArray(ListSyntax list)
    {
        var items = list.Items.Select(Bind).ToList();
        var declared = list.ElementType is null ? null : TypeNames.Find(list.ElementType) ?? throw Fault(DialectDiagnostics.UnknownForm, list.Span, list.ElementType);
        if (items.Count == 0) return new Bound(Expression.NewArrayInit(declared ?? typeof(object)), StaticType.Array(declared is null ? StaticType.Object : StaticType.Of(declared)));
        if (declared is not null)
        {
            var promoted = items.Select((item, i) => Promotion.Promote(item, declared, exact: true, convertValues: true) ?? throw Fault(DialectDiagnostics.WrongType, list.Items[i].Span, item.Type.Name, TypeNames.Of(declared)));
            return new Bound(Expression.NewArrayInit(declared, promoted), StaticType.Array(StaticType.Of(declared)));
        }
        if (items.Any(i => !i.Type.Equals(items[0].Type))) throw LateFault(DialectDiagnostics.UnlikeBranches, list.Span, items[0].Type.Name, items.First(i => !i.Type.Equals(items[0].Type)).Type.Name);
        return new Bound(Expression.NewArrayInit(items[0].Clr, items.Select(i => i.Node)), StaticType.Array(items[0].Type));
    }

    private Bound NewRecord(RecordSyntax record)
    {
        // RulesEngine takes the type of the whole expression for that of the record.
        if (_inCondition) throw Fault(DialectDiagnostics.UnknownForm, record.Span, TextOf(record.Span));
        var members = record.Members.Select(m => (m.Name, Value: Bind(m.Value))).ToList();
        var shape = new RecordShape([.. members.Select(m => m.Name)], [.. members.Select(m => m.Value.Type)], isOpen: true);
        var values = Expression.NewArrayInit(typeof(object), members.Select(m => m.Value.Clr == typeof(object) ? m.Value.Node : Expression.Convert(m.Value.Node, typeof(object))));
        var constructor = typeof(RecordValue).GetConstructor([typeof(RecordShape), typeof(object[])])!;
        return new Bound(Expression.New(constructor, Expression.Constant(shape), values), StaticType.Record(shape));
    }
}

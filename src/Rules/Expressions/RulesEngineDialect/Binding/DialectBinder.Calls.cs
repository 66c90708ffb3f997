using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>This part binds calls: methods of listed types, registered functions, conversions, and the functions of the dialect.</summary>
internal sealed partial class DialectBinder
{
    private Bound Call(CallSyntax call)
    {
        if (call.Target is null) return Function(call);
        if (IsHostAccess(call.Name)) throw Fault(DialectDiagnostics.HostAccess, call.NameSpan, call.Name + "()");
        if (call.Target is NameSyntax owner && IsRegisteredType(owner.Name) && !IsValue(owner.Name)) return Registered(owner.Name, call);
        if (TypeOf(call.Target) is { } type)
        {
            if (type == typeof(Guid) && string.Equals(call.Name, "NewGuid", StringComparison.OrdinalIgnoreCase)) throw Fault(DialectDiagnostics.NoClock, call.Span, "Guid.NewGuid()");
            return Method(null, type, call, Arguments(call));
        }
        return CallOn(Bind(call.Target), call);
    }

    private Bound CallOn(Bound target, CallSyntax call)
    {
        if (target.Type.Enum is { } names) return EnumMethod(target, names, call);
        if (target.Type.Element is not null && !target.Type.IsText) return Sequence(target, call);
        if (target.Type.IsText && MemberTable.Methods(typeof(string), call.Name, isStatic: false).Count == 0 && Sequences.Find(call.Name) is not null)
            return Sequence(target with { Type = StaticType.Sequence(typeof(string), StaticType.Of(typeof(char))) }, call);
        if (target.Type.IsUnknown) throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
        if (target.Type.IsNullable)
        {
            if (string.Equals(call.Name, "GetValueOrDefault", StringComparison.OrdinalIgnoreCase)) return ValueOrDefault(target, call);
            if (string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase) && call.Arguments.IsEmpty) return new Bound(TextOf(target), StaticType.Text);
        }
        if (OnAnything(target, call) is { } common) return common;
        return Method(target, target.Clr.IsEnum ? typeof(Enum) : target.Clr, call, Arguments(call));
    }

    // What every value answers: whether it equals another, and how records and foreign JSON are written.
    private Bound? OnAnything(Bound target, CallSyntax call)
    {
        if (call.Arguments.Length == 1 && string.Equals(call.Name, "Equals", StringComparison.OrdinalIgnoreCase) && !target.Clr.IsValueType && MemberTable.Methods(target.Clr, call.Name, isStatic: false).Count == 0)
            return Typed(Expression.Call(target.Node, typeof(object).GetMethod("Equals", [typeof(object)])!, Boxed(Bind(call.Arguments[0]))));
        if (call.Arguments.IsEmpty && string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase) && (target.Type.Shape is not null || target.Type.IsOpaque || target.Clr == typeof(object)))
        {
            if (target.Clr == typeof(object)) return Typed(Expression.Call(typeof(DialectRuntime), nameof(DialectRuntime.TextOf), null, target.Node));
            return Typed(Expression.Call(target.Node, typeof(object).GetMethod("ToString")!));
        }
        return null;
    }

    private Bound ValueOrDefault(Bound target, CallSyntax call)
    {
        var type = target.Type.NotNull();
        if (call.Arguments.IsEmpty) return new Bound(Expression.Call(target.Node, "GetValueOrDefault", null), type);
        var arguments = Arguments(call);
        if (arguments.Count > 1 || Promotion.Promote(arguments[0], type.Clr, exact: true, convertValues: true) is not { } otherwise)
            throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, target.Type.Name, Suggestion.Phrase("", []));
        return new Bound(Expression.Call(target.Node, "GetValueOrDefault", null, otherwise), type);
    }

    private List<Bound> Arguments(CallSyntax call) => [.. call.Arguments.Select(Bind)];

    private Bound Method(Bound? target, Type type, CallSyntax call, IReadOnlyList<Bound> arguments)
    {
        if (type == typeof(Enum) && target is not null && arguments.Count == 0 && string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase)) return new Bound(TextOf(target), StaticType.Text);
        var (count, best, promoted) = Overloads.Choose(MemberTable.Methods(type, call.Name, target is null), arguments);
        if (count > 1) throw Fault(DialectDiagnostics.Ambiguous, call.NameSpan, call.Name, TypeNames.Of(type));
        if (count == 0 || best is null) throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, TypeNames.Of(type), Suggestion.Phrase(call.Name, MemberTable.NamesOf(type)));
        return Typed(Invariantly(target?.Node, (MethodInfo)best.Member!, promoted));
    }

    private static Expression Invariantly(Expression? target, MethodInfo method, Expression[] arguments)
    {
        arguments = [.. arguments.Select((a, i) => GrowingText.Argument(method, i, a, Context))];
        return GrowingText.Result(method, InvariantCall(target, method, arguments));
    }

    private static Expression InvariantCall(Expression? target, MethodInfo method, Expression[] arguments)
    {
        arguments = [.. arguments.Select(a => a.Type == typeof(IFormatProvider) ? Expression.Constant(CultureInfo.InvariantCulture, typeof(IFormatProvider)) : a)];
        if (method.DeclaringType == typeof(DateTime) && method.Name == nameof(DateTime.Parse) && arguments.Length == 1) return Expression.Call(InvariantText.Date, arguments);
        if (InvariantText.ReplacementOf(method) is { } replacement)
            return replacement.IsStatic && target is not null ? Expression.Call(replacement, [target, .. arguments]) : Expression.Call(target, replacement, arguments);
        var (invariant, at) = MemberTable.Invariant(method);
        if (at is not { } index) return Expression.Call(target, method, arguments);
        var culture = Expression.Constant(CultureInfo.InvariantCulture, typeof(IFormatProvider));
        return Expression.Call(target, invariant, [.. arguments[..index], culture, .. arguments[index..]]);
    }

    private static Expression TextOf(Bound bound) =>
        Expression.Call(typeof(InvariantText), nameof(InvariantText.Of), null, Boxed(bound));

    private static Expression EnumText(Bound bound, EnumShape names)
    {
        var number = bound.Type.IsNullable ? Expression.Call(bound.Node, "GetValueOrDefault", null) : bound.Node;
        Expression text = Expression.Call(typeof(DialectRuntime), nameof(DialectRuntime.EnumText), null, number, Expression.Constant(names));
        return bound.Type.IsNullable ? Expression.Condition(Expression.Property(bound.Node, "HasValue"), text, Expression.Constant("")) : text;
    }

    private Bound EnumMethod(Bound target, EnumShape names, CallSyntax call) =>
        string.Equals(call.Name, "Equals", StringComparison.OrdinalIgnoreCase) && call.Arguments.Length == 1 && !target.Type.IsNullable
            ? Bind(call.Arguments[0]) is var other && names.Equals(other.Type.Enum) ? Compare(BinaryOperator.Equal, target, other, call.Span) : new Bound(Expression.Constant(false), StaticType.Boolean)
        : string.Equals(call.Name, "CompareTo", StringComparison.OrdinalIgnoreCase) && call.Arguments.Length == 1 && !target.Type.IsNullable && Bind(call.Arguments[0]) is var with && names.Equals(with.Type.Enum)
            ? Typed(Expression.Call(target.Node, "CompareTo", null, with.Node))
        : string.Equals(call.Name, "ToString", StringComparison.OrdinalIgnoreCase) && call.Arguments.IsEmpty
            ? new Bound(EnumText(target, names), StaticType.Text)
            : throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, "enum", Suggestion.Phrase(call.Name, ["ToString"]));

    private Bound Registered(string owner, CallSyntax call)
    {
        var functions = _options.AllFunctions.Where(f => f.TypeName == owner && string.Equals(f.Name, call.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        var arguments = Arguments(call);
        var overloads = functions.Select(f => new Overload(null, [.. f.Parameters], false)).ToList();
        var (count, best, promoted) = Overloads.Choose(overloads, arguments);
        if (count > 1) throw Fault(DialectDiagnostics.Ambiguous, call.NameSpan, call.Name, owner);
        if (count == 0 || best is null) throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, owner, Suggestion.Phrase(call.Name, _options.AllFunctions.Where(f => f.TypeName == owner).Select(f => f.Name)));
        return Typed(Expression.Invoke(Expression.Constant(functions[overloads.IndexOf(best)].Function), promoted));
    }

    private Bound Function(CallSyntax call)
    {
        switch (_options.IgnoreCase ? call.Name.ToLowerInvariant() : call.Name)
        {
            case "iif" when call.Arguments.Length == 3:
                return Conditional(Bind(call.Arguments[0]), Bind(call.Arguments[1]), Bind(call.Arguments[2]), call.Arguments[0].Span);
            case "isnull" when call.Arguments.Length == 2:
                var either = new BinarySyntax(call.Span, BinaryOperator.Coalesce, call.NameSpan, call.Arguments[0], call.Arguments[1]);
                return Coalesce(either, Bind(call.Arguments[0]), Bind(call.Arguments[1]));
            case "np" when call.Arguments.Length is 1 or 2:
                return NullPropagation(call);
        }
        if (TypeNames.Find(call.Name) is { } type) return Conversion(type, call);
        if (_it is not null) return CallOn(_it, call);
        throw Fault(DialectDiagnostics.UnknownForm, call.NameSpan, call.Name + "(\u2026)");
    }

    // np(a.b.c, d): c when a, b and what leads to c are there, else d.
    private Bound NullPropagation(CallSyntax call)
    {
        var first = call.Arguments[0];
        var value = Bind(first);
        // Texts that are joined are always there.
        if (first is BinarySyntax && value.Type.IsText) return value;
        if (first is not (NameSyntax or MemberSyntax or CallSyntax or IndexSyntax)) throw Fault(DialectDiagnostics.UnknownForm, first.Span, TextOf(first.Span));
        Expression? present = null;
        for (var node = first; node is not null; node = TargetOf(node))
        {
            if (TypeOf(node) is not null || node is LiteralSyntax)
            {
                if (ReadsData(first)) break;
                throw LateFault(DialectDiagnostics.UnknownForm, call.Span, TextOf(call.Span));
            }
            var part = Bind(node);
            // RulesEngine asks what leads to a call and to a missing member, and takes what they give as it is.
            if (!part.Type.AcceptsNull || (node == first && (node is CallSyntax || IsMissing(part)))) continue;
            var there = Expression.NotEqual(part.Node, Expression.Constant(null, part.Clr));
            present = present is null ? there : Expression.AndAlso(there, present);
        }
        var otherwise = call.Arguments.Length == 2 ? Bind(call.Arguments[1]) : Bound.Null;
        return present is null ? value : Conditional(new Bound(present, StaticType.Boolean), value, otherwise, call.Span);
    }

    private static bool IsMissing(Bound bound) => bound.Node is MethodCallExpression { Method.Name: nameof(DialectRuntime.Missing) };

    private bool ReadsData(SyntaxNode node) => (node is NameSyntax && TypeOf(node) is null) || SyntaxHeight.Children(node).Any(ReadsData);

    private static SyntaxNode? TargetOf(SyntaxNode node) => node switch { MemberSyntax m => m.Target, CallSyntax c => c.Target, IndexSyntax i => i.Target, _ => null };

    private Bound Conversion(Type type, CallSyntax call)
    {
        var arguments = Arguments(call);
        if (arguments is [{ IsLiteral: true } literal] && Converted(literal, type) is { } constant) return Typed(constant) with { Literal = constant is ConstantExpression ? literal.Literal : null };
        var (count, best, promoted) = Overloads.Choose(MemberTable.ConstructorsOf(type), arguments);
        if (count > 1) throw Fault(DialectDiagnostics.Ambiguous, call.NameSpan, call.Name, call.Name);
        if (count == 1 && best is not null) return Typed(Expression.New((ConstructorInfo)best.Member!, promoted.Select((a, i) => GrowingText.Argument(best.Member!, i, a, Context))));
        if (arguments.Count == 1 && Converted(arguments[0], type) is { } converted) return Typed(converted);
        throw Fault(DialectDiagnostics.NoSuchCall, call.NameSpan, call.Name, call.Name, Suggestion.Phrase("", []));
    }

    private static Expression? Converted(Bound bound, Type type)
    {
        if (bound.Clr == type) return bound.Node;
        if (bound.IsNull) return type.IsValueType ? null : Expression.Constant(null, type);
        if (bound is { IsLiteral: true, Value: string text } && TextLiterals.CanRead(type) && TextLiterals.TryRead(text, type, out var value)) return Expression.Constant(value, type);
        if (bound.Type.NonNullableClr == type) return Expression.Convert(bound.Node, type);
        if (bound.Type.IsNullable) return Converted(new Bound(Expression.Property(bound.Node, "Value"), bound.Type.NotNull()), type);
        if ((Promotion.IsNumeric(bound.Clr) || bound.Type.IsEnum || bound.Clr == typeof(char)) && (Promotion.IsNumeric(type) || type.IsEnum || type == typeof(char))) return Expression.ConvertChecked(bound.Node, type);
        if (bound.Clr == typeof(object) || type == typeof(object)) return Expression.Convert(bound.Node, type);
        if (!bound.Type.IsText) return null;
        if (type == typeof(DateTime)) return Expression.Call(InvariantText.Date, bound.Node);
        return MemberTable.Methods(type, "Parse", isStatic: true).FirstOrDefault(m => m.Parameters is [var p] && p == typeof(string)) is { Member: MethodInfo parse }
            ? Invariantly(null, parse, [bound.Node]) : null;
    }
}

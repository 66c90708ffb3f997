using System.Linq.Expressions;
using System.Reflection;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>This part binds members and items.</summary>
internal sealed partial class DialectBinder
{
    private static readonly FieldInfo RecordValues = typeof(RecordValue).GetField(nameof(RecordValue.Values))!;

    private Bound Member(MemberSyntax member)
    {
        if (TypeOf(member.Target) is { } type) return StaticMember(type, member);
        return MemberOf(Bind(member.Target), member.Name, member.NameSpan);
    }

    /// <summary>The type that a name stands for; null when it stands for a value.</summary>
    private Type? TypeOf(SyntaxNode node) => node is NameSyntax name && !IsValue(name.Name) ? TypeNames.Find(name.Name) : null;

    private bool IsValue(string name) => FindParameter(name) is not null || IsMemberOfIt(name);

    private Bound StaticMember(Type type, MemberSyntax member)
    {
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
            if (ClockMember(type, member) is { } now) return now;
        if (type.IsEnum)
        {
            return Enum.TryParse(type, member.Name, ignoreCase: true, out var value)
                ? new Bound(Expression.Constant(value), StaticType.Of(type))
                : throw Fault(DialectDiagnostics.UnknownMember, member.NameSpan, member.Name, type.Name, Suggestion.Phrase(member.Name, Enum.GetNames(type)));
        }
        return MemberTable.Value(type, member.Name, isStatic: true) is { } found
            ? Typed(Expression.MakeMemberAccess(null, found))
            : throw Fault(DialectDiagnostics.UnknownMember, member.NameSpan, member.Name, TypeNames.Of(type), Suggestion.Phrase(member.Name, MemberTable.NamesOf(type)));
    }

    // The clock is the moment of the evaluation, so that a decision can be repeated.
    private Bound? ClockMember(Type type, MemberSyntax member)
    {
        var name = new[] { "Now", "UtcNow", "Today" }.FirstOrDefault(n => string.Equals(n, member.Name, StringComparison.OrdinalIgnoreCase));
        if (name is null) return null;
        if (!_options.HasClock) throw Fault(DialectDiagnostics.NoClock, member.Span, $"{type.Name}.{name}");
        if (type == typeof(DateTimeOffset)) return name == "Today" ? null : Typed(Now);
        Expression moment = Expression.Property(Now, name == "UtcNow" ? nameof(DateTimeOffset.UtcDateTime) : nameof(DateTimeOffset.DateTime));
        return Typed(name == "Today" ? Expression.Property(moment, nameof(DateTime.Date)) : moment);
    }

    private Bound MemberOf(Bound target, string name, TextSpan span)
    {
        if (IsHostAccess(name)) throw Fault(DialectDiagnostics.HostAccess, span, name);
        var type = target.Type;
        if (type.Shape is { } shape) return RecordMember(target, shape, name, span);
        if (type.IsUnknown) return target;
        if (type.Key is { } key && string.Equals(name, "Key", _options.Names)) return new Bound(Expression.Property(target.Node, "Key"), key);
        if (type.IsNullable && NullableMember(target, name) is { } part) return part;
        if (type.Element is not null && !type.IsText) return SequenceMember(target, name, span);
        if (MemberTable.Value(type.Clr, name, isStatic: false) is { } listed) return Typed(Expression.MakeMemberAccess(target.Node, listed));
        if (type.Clr == typeof(object))
            return new Bound(Expression.Call(typeof(DialectRuntime), nameof(DialectRuntime.Member), null, target.Node, Expression.Constant(name), Expression.Constant(_options.IgnoreCase)), StaticType.Object);
        if (ObjectMembers.Find(type.Clr, name, _options.IgnoreCase) is { } property) return ObjectMembers.Read(target, property);
        throw Fault(DialectDiagnostics.UnknownMember, span, name, type.Name, Suggestion.Phrase(name, MemberTable.NamesOf(type.Clr).Concat(ObjectMembers.NamesOf(type.Clr))));
    }

    private Bound RecordMember(Bound target, RecordShape shape, string name, TextSpan span)
    {
        var index = shape.IndexOf(name, _options.IgnoreCase);
        if (index >= 0)
        {
            var type = shape.Types[index];
            var slot = Expression.ArrayIndex(Expression.Field(target.Node, RecordValues), Expression.Constant(index));
            return new Bound(type.Clr == typeof(object) ? slot : Expression.Convert(slot, type.Clr), type);
        }
        if (!shape.IsOpen) throw Fault(DialectDiagnostics.UnknownMember, span, name, "object", Suggestion.Phrase(name, shape.Names));
        // A member that an input does not have reads as null, but the record itself must be there.
        return new Bound(Expression.Call(typeof(DialectRuntime), nameof(DialectRuntime.Missing), null, target.Node), StaticType.Object);
    }

    private static Bound? NullableMember(Bound target, string name) => name.ToUpperInvariant() switch
    {
        "HASVALUE" => Typed(Expression.Property(target.Node, "HasValue")),
        "VALUE" => new Bound(Expression.Property(target.Node, "Value"), target.Type.NotNull()),
        _ => null,
    };

    private static Bound SequenceMember(Bound target, string name, TextSpan span)
    {
        if (target.Clr.IsArray && string.Equals(name, "Length", StringComparison.OrdinalIgnoreCase)) return Typed(Expression.ArrayLength(target.Node));
        var isList = target.Clr.IsGenericType && target.Clr.GetGenericTypeDefinition() is var open
            && (open == typeof(List<>) || open == typeof(IList<>) || open == typeof(ICollection<>) || open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(HashSet<>));
        if (isList && string.Equals(name, "Count", StringComparison.OrdinalIgnoreCase))
            return Typed(Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [target.Type.Element!.Clr], target.Node));
        throw Fault(DialectDiagnostics.UnknownMember, span, name, target.Type.Name, Suggestion.Phrase(name, ["Count", "Length", .. Sequences.Names]));
    }

    private Bound Index(IndexSyntax index)
    {
        var (target, at) = (Bind(index.Target), Bind(index.Index));
        if (target.Type.IsUnknown) return target;
        if (target.Type.IsOpaque && Promotion.Promote(at, typeof(int), exact: true, convertValues: false) is { } place)
            return Typed(Expression.Call(target.Node, typeof(OpaqueJson).GetMethod("get_Item")!, place));
        if (target.Clr == typeof(RecordValue))
        {
            var key = Promotion.Promote(at, typeof(string), exact: true, convertValues: false) ?? throw Fault(DialectDiagnostics.WrongType, index.Index.Span, at.Type.Name, "string");
            return new Bound(Expression.Call(target.Node, typeof(RecordValue).GetMethod("get_Item")!, key), StaticType.Object);
        }
        if (DictionaryItem(target, at) is { } entry) return entry;
        if (Promotion.Promote(at, typeof(int), exact: true, convertValues: false) is not { } position)
            throw Fault(DialectDiagnostics.WrongType, index.Index.Span, at.Type.Name, "int");
        if (target.Type.IsText) return Typed(Expression.Property(target.Node, "Chars", position));
        if (target.Clr.IsArray) return new Bound(Expression.ArrayIndex(target.Node, position), target.Type.Element!);
        if (target.Type.Element is { } element && target.Clr.GetProperty("Item", element.Clr, [typeof(int)]) is { } item)
            return new Bound(Expression.Property(target.Node, item, position), element);
        throw Fault(DialectDiagnostics.UnknownMember, index.Span, "[ ]", target.Type.Name, Suggestion.Phrase("", []));
    }

    private static Bound? DictionaryItem(Bound target, Bound key)
    {
        var type = new[] { target.Clr }.Concat(target.Clr.GetInterfaces())
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() is var open && (open == typeof(IDictionary<,>) || open == typeof(IReadOnlyDictionary<,>)));
        if (type is null || Promotion.Promote(key, type.GenericTypeArguments[0], exact: true, convertValues: false) is not { } promoted) return null;
        return Typed(Expression.Property(Expression.Convert(target.Node, type), type.GetProperty("Item")!, promoted));
    }

    private static bool IsHostAccess(string name) => name is "GetType" or "Assembly" or "Module" or "TypeHandle" || name.StartsWith("Runtime", StringComparison.Ordinal);
}

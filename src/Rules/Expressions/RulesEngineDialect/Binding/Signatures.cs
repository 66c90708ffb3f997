namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>The operand types of each operator; a value is widened to the nearest that fits both sides.</summary>
internal static class Signatures
{
    private static readonly Type[] Numbers = [typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal)];

    public static Overload[] Arithmetic { get; } = Pairs(Numbers);

    public static Overload[] Logical { get; } = Pairs([typeof(bool)]);

    public static Overload[] Addition { get; } =
        [.. Arithmetic, .. Combinations(typeof(DateTime), typeof(TimeSpan)), .. Combinations(typeof(TimeSpan), typeof(TimeSpan))];

    public static Overload[] Subtraction { get; } = [.. Addition, .. Combinations(typeof(DateTime), typeof(DateTime))];

    public static Overload[] Relational { get; } =
        [.. Arithmetic, .. Pairs([typeof(string), typeof(char), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly)])];

    public static Overload[] Equality { get; } = [.. Relational, .. Pairs([typeof(bool), typeof(Guid)])];

    public static Overload[] Shift { get; } = [.. new[] { typeof(int), typeof(uint), typeof(long), typeof(ulong) }.SelectMany(t => Combinations(t, typeof(int)))];

    public static Overload[] Negation { get; } = Singles([typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)]);

    public static Overload[] Not { get; } = Singles([typeof(bool)]);

    public static Overload[] Summable { get; } = Singles([typeof(decimal), typeof(double), typeof(float), typeof(int), typeof(long)]);

    private static Overload[] Singles(Type[] types) => [.. types.Select(t => Overload.Of(t)), .. types.Select(t => Overload.Of(OrNull(t)))];

    private static Overload[] Pairs(Type[] types) =>
        [.. types.Select(t => Overload.Of(t, t)), .. types.Where(t => t.IsValueType).Select(t => Overload.Of(OrNull(t), OrNull(t)))];

    private static IEnumerable<Overload> Combinations(Type left, Type right) =>
        [Overload.Of(left, right), Overload.Of(left, OrNull(right)), Overload.Of(OrNull(left), right), Overload.Of(OrNull(left), OrNull(right))];

    private static Type OrNull(Type type) => typeof(Nullable<>).MakeGenericType(type);
}

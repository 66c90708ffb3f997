using System.Reflection;

namespace CrmWorkflows.Rules.Tests.House;

/// <summary>What an embedding program can use is listed in docs/reference/api, so that a change of it is seen in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_that_is_listed()
    {
        var assembly = typeof(Rules.Diagnostics.Diagnostic).Assembly;
        var path = Path.Combine(Repository.Root, "docs", "reference", "api", assembly.GetName().Name + ".txt");
        var current = string.Join('\n', Lines(assembly)) + "\n";
        if (Environment.GetEnvironmentVariable("CRMWF_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, current);
        }
        var listed = File.ReadAllLines(path);
        var (added, gone) = (Lines(assembly).Except(listed).ToArray(), listed.Except(Lines(assembly)).ToArray());
        Assert.True(added.Length + gone.Length == 0,
            $"Run the tests with CRMWF_UPDATE=1 when this is meant.\nnew:\n{string.Join('\n', added)}\ngone:\n{string.Join('\n', gone)}");
    }

    private static IEnumerable<string> Lines(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(Lines).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"{Word(type)} {Name(type)}";
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(All))
        {
            var line = member switch
            {
                ConstructorInfo c when IsSeen(c) => $"({Parameters(c)})",
                MethodInfo m when IsSeen(m) && !m.IsSpecialName && !IsOfRecord(m) => $".{m.Name}{(m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(Name))}>" : "")}({Parameters(m)}) : {Name(m.ReturnType)}",
                PropertyInfo p when (p.GetMethod ?? p.SetMethod) is { } accessor && IsSeen(accessor) && p.Name != "EqualityContract" => $".{p.Name} : {Name(p.PropertyType)}{(p.SetMethod is { } set && IsSeen(set) ? " { get; init; }" : "")}",
                EventInfo e when IsSeen(e.AddMethod!) => $".{e.Name} : event {Name(e.EventHandlerType!)}",
                FieldInfo f when (f.IsPublic || f.IsFamily) && !f.IsSpecialName => $".{f.Name} : {Name(f.FieldType)}",
                _ => null,
            };
            if (line is not null) yield return Name(type) + line;
        }
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // What the compiler adds to every record says nothing.
    private static bool IsOfRecord(MethodInfo method) =>
        method.Name is "<Clone>$" or "PrintMembers" or "Deconstruct" or "GetHashCode" or "Equals" or "ToString" && method.DeclaringType!.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static string Word(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue ?? "default") : "")}"));

    private static string Name(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsByRef) return Name(type.GetElementType()!) + "&";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        var name = type.FullName ?? $"{type.Namespace}.{type.Name}";
        if (type.IsGenericType) name = $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return name.Replace("CrmWorkflows.", "", StringComparison.Ordinal).Replace('+', '.');
    }
}

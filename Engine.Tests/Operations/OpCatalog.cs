using System.Reflection;
using Engine.Operations;

namespace Engine.Tests.Operations;

/// <summary>Every op of the engine (and Mish, a user's), found by reflection, so that a new one cannot be forgotten.</summary>
public static class OpCatalog
{
    /// <summary>Ops made from other ops, with what they are made from here.</summary>
    private static readonly object[] generic =
    [
        new Then<Tanh, Square>(), new SlopeOf<Softplus>(default), new SlopeOf<SlopeOf<Tanh>>(default),
        new SlopeAOf<Divide>(default), new SlopeBOf<Divide>(default), new GradientA<Divide>(default), new GradientB<Divide>(default),
    ];

    private static readonly Dictionary<string, object> all = Find();

    public static TheoryData<string> Unary => Names<IUnaryOp>();

    public static TheoryData<string> Binary => Names<IBinaryOp>();

    public static TheoryData<string> Ternary => Names<ITernaryOp>();

    public static TheoryData<string> Reducers => Names<IReducer>();

    public static IEnumerable<Type> GenericDefinitions => Structs().Where(type => type.IsGenericTypeDefinition);

    public static IEnumerable<Type> GenericInstances => generic.Select(op => op.GetType());

    public static object Op(string name) => all[name];

    /// <summary>Calls the static method <paramref name="name"/>&lt;Op&gt;(op) of <paramref name="owner"/>.</summary>
    public static void Call(Type owner, string name, object op, params object[] more) =>
        owner.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(method => method.Name == name && method.IsGenericMethodDefinition)
            .MakeGenericMethod(op.GetType())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [op, .. more], null);

    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(NameOf))}>"
        : type.Name;

    private static TheoryData<string> Names<Kind>() => [.. all.Where(op => op.Value is Kind).Select(op => op.Key)];

    private static Dictionary<string, object> Find() =>
        Structs().Where(type => !type.IsGenericTypeDefinition).Select(Default).Concat(generic).ToDictionary(op => NameOf(op.GetType()));

    private static IEnumerable<Type> Structs() =>
        from assembly in new[] { typeof(Tensor).Assembly, typeof(OpCatalog).Assembly }
        from type in assembly.GetTypes()
        where type.IsValueType && (assembly == typeof(Tensor).Assembly || type.Namespace == typeof(OpCatalog).Namespace)
        where type.GetInterfaces().Any(kind => kind == typeof(IUnaryOp) || kind == typeof(IBinaryOp) || kind == typeof(ITernaryOp) || kind == typeof(IReducer))
        select type;

    /// <summary>An op with the default values of its constructor's parameters, which a plain <c>default</c> would leave 0.</summary>
    private static object Default(Type type)
    {
        var parameters = type.GetConstructors().SingleOrDefault(constructor => constructor.GetParameters().Length > 0)?.GetParameters() ?? [];
        Assert.All(parameters, parameter => Assert.True(parameter.HasDefaultValue, $"{type.Name}({parameter.Name}) needs a default value, with which it is tested."));
        return Activator.CreateInstance(type, [.. parameters.Select(parameter => parameter.DefaultValue)])!;
    }
}

using System.Reflection;
using Engine.Bench.Cases;
using Engine.Devices.Cpu;

namespace Engine.Bench.Benchmarks;

/// <summary>The engine's operations of one argument, found by reflection so that a new one is measured too.</summary>
public static class UnaryOperations
{
    private static readonly Dictionary<string, object> all = typeof(Tensor).Assembly.GetTypes()
        .Where(type => type is { IsValueType: true, IsGenericTypeDefinition: false } && typeof(IUnaryOp).IsAssignableFrom(type))
        .ToDictionary(type => type.Name, WithDefaults);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => all.Keys.Order(StringComparer.Ordinal);

    /// <summary>What one repetition of the named operation does.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="device">Where.</param>
    /// <param name="count">Elements.</param>
    public static Action Prepare(string name, CpuDevice device, int count) => (Action)typeof(ElementwiseCases)
        .GetMethods().Single(method => method.Name == nameof(ElementwiseCases.Map) && method.GetParameters().Length == 3)
        .MakeGenericMethod(all[name].GetType()).Invoke(null, [all[name], device, count])!;

    /// <summary>An op with the default values of its constructor's parameters.</summary>
    private static object WithDefaults(Type type)
    {
        var constructor = type.GetConstructors().SingleOrDefault(candidate => candidate.GetParameters().Length > 0);
        return constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. constructor.GetParameters().Select(DefaultOf)]);
    }

    private static object? DefaultOf(ParameterInfo parameter) => parameter.DefaultValue;
}

namespace Engine;

/// <summary>The checks of arguments, made before any work; messages say what was given and what was expected.</summary>
internal static class Check
{
    public static void SameShape(string argument, Tensor given, Shape expected)
    {
        if (given.Shape != expected) throw new ArgumentException($"{argument} has shape {given.Shape}; expected {expected}.", argument);
    }

    public static Device SameDevice(string operation, Tensor a, Tensor b)
    {
        if (a.Device != b.Device)
            throw new ArgumentException($"{operation} got tensors on two devices: {a.Shape} on {a.Device} and {b.Shape} on {b.Device}. Move one with To(device).");
        return a.Device;
    }

    /// <summary>Whether every element of <paramref name="index"/> is a whole number in [0, limit). Reads the tensor back unless that is known.</summary>
    public static void Index(string argument, Tensor index, int limit)
    {
        if (index.Memory.WholeBelow is > 0 and var known && known <= limit) return;
        var values = index.ToDoubles();
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= 0 && values[i] < limit) || values[i] != Math.Floor(values[i]))
                throw new ArgumentOutOfRangeException(argument, values[i], $"{argument} of shape {index.Shape} holds {values[i]} at position {i}; expected whole numbers from 0 to {limit - 1}.");
        index.Memory.WholeBelow = limit;
    }

    public static void NotNegative(string argument, int given)
    {
        if (given < 0) throw new ArgumentOutOfRangeException(argument, given, $"{argument} is {given}; expected 0 or more.");
    }

    public static void Rank(string argument, Tensor tensor, int expected)
    {
        if (tensor.Shape.Rank != expected) throw new ArgumentException($"{argument} has shape {tensor.Shape}; expected {expected} axes.", argument);
    }

    public static void AtLeastOneAlong(string operation, Shape shape, int[] axes)
    {
        foreach (var axis in axes)
            if (shape[axis] == 0) throw new ArgumentException($"{operation} of nothing is not defined: axis {axis} of shape {shape} has length 0.");
    }

    /// <summary>A tensor in a message: its name, or else what the message calls it, and its shape.</summary>
    public static string Describe(Tensor tensor, string otherwise) => $"{(tensor.Name is { } name ? $"'{name}'" : otherwise)} of shape {tensor.Shape}";
}

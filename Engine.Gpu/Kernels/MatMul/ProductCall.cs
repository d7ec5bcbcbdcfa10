using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>What one launch of a product works on.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Count">Products times parts: the grid's z.</param>
/// <param name="A">Left operands.</param>
/// <param name="B">Right operands.</param>
/// <param name="Bias">One number for each column, or some other memory.</param>
/// <param name="C">The results, one after the other.</param>
internal readonly record struct ProductCall<Op>(Op Activation, ProductShape Shape, int Count, ArrayView<float> A, ArrayView<float> B, ArrayView<float> Bias, ArrayView<float> C)
    where Op : struct, IUnaryOp;

package main

import (
	"fmt"
	"simd/archsimd"
)

func main() {
	sum := archsimd.LoadInt32x4([]int32{1, 2, 3, 4}).Add(archsimd.LoadInt32x4([]int32{10, 20, 30, 40}))
	var parts [4]int32
	sum.StoreArray(&parts)
	fmt.Println(parts[0] + parts[1] + parts[2] + parts[3])
}
